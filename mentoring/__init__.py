"""Coaching between two: offers, requests, agreements, sessions, notes and feedback."""
