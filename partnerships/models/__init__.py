"""Nouns of the partnership registry."""

from .activity import Activity, Output, Traveller
from .baseline import Baseline, BaselineConsent, DedicatedStaff
from .call import Application, Call, CoApplicant, Opinion, Review
from .contract import Contract, ContractSignature, Instalment
from .guidance import FieldGuidance
from .money import (
    Budget,
    Document,
    OrganisationBudget,
    OrganisationCode,
    Transaction,
)
from .monitoring import Figure, Indicator, PlanIndicator, Story, StoryPhoto
from .partnership import (
    GOES_ON,
    Confirmation,
    Goal,
    Partner,
    Partnership,
    PartnershipCountry,
    PartnershipWording,
    Sector,
    Status,
)
from .plan import (
    Actor,
    CountryPlan,
    PlanAssociation,
    PlanTheme,
    PlanVersion,
    Policy,
    Signature,
    Window,
)
from .report import Report
from .risk import Election, Risk, RiskReader

__all__ = [
    "GOES_ON",
    "Activity",
    "Actor",
    "Application",
    "Baseline",
    "BaselineConsent",
    "Budget",
    "Call",
    "CoApplicant",
    "Confirmation",
    "Contract",
    "ContractSignature",
    "CountryPlan",
    "DedicatedStaff",
    "Document",
    "Election",
    "FieldGuidance",
    "Figure",
    "Goal",
    "Indicator",
    "Instalment",
    "Opinion",
    "OrganisationBudget",
    "OrganisationCode",
    "Output",
    "Partner",
    "Partnership",
    "PartnershipCountry",
    "PartnershipWording",
    "PlanAssociation",
    "PlanIndicator",
    "PlanTheme",
    "PlanVersion",
    "Policy",
    "Report",
    "Review",
    "Risk",
    "RiskReader",
    "Sector",
    "Signature",
    "Status",
    "Story",
    "StoryPhoto",
    "Transaction",
    "Traveller",
    "Window",
]
