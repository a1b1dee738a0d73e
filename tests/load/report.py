"""What a load came to, against the aims of safeguards section 3."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

# Moment; a process with its bytes, or one of these with hundredths of a second of CPU so far.
Sample = tuple[float, str, int]
BUSY, ASKING = "cpu of the machine", "cpu of the readers"
# Moment, stage, name, milliseconds, status, what went wrong.
Asked = list[Any]

P95_MS = {"mixed": 400, "burst": 1_500}
P99_MS = {"mixed": 1_200}
FAILED_SHARE = {"mixed": 0.0, "burst": 0.001}
MEMORY_MB, SLOPE_MB_AN_HOUR = 150, 2
# A line is no slope before it has been watched for so long.
SLOPE_SECONDS = 600
STAGES = ("mixed", "burst")
BESIDE = ("slow download", "slow upload", "slow upload: its form")
HEAD = f"{'':<34}{'requests':>9}{'/s':>7}{'p50':>8}{'p95':>8}{'p99':>8}{'failed':>8}{'5xx':>6}"


def table(lines: Iterable[Asked], samples: list[Sample]) -> tuple[str, bool]:
    """The whole of it in words, and whether each aim was met."""
    shown, verdicts = [HEAD], []
    lines = list(lines)
    for stage in STAGES:
        asked = [one for one in lines if one[1] == stage and one[2] not in BESIDE]
        if not asked:
            continue
        shown += [*_rows(stage, asked), _cores(samples, asked[0][0], asked[-1][0])]
        verdicts += _verdicts(stage, asked)
    shown += [f"  {line}" for line in _beside(lines)]
    for name, low, high, slope in _memories(samples):
        watched = f"{slope:+.1f} MB/h" if slope is not None else "too short for a slope"
        shown.append(f"memory of {name:<20} {low:>6.0f} to {high:.0f} MB, {watched}")
        if name.startswith("web"):
            is_flat = slope is None or slope <= SLOPE_MB_AN_HOUR
            verdicts.append((f"{name} at most", f"{high:.0f} MB", MEMORY_MB, high <= MEMORY_MB))
            if slope is not None:
                verdicts.append((f"{name} grows, MB/h", f"{slope:.1f}", SLOPE_MB_AN_HOUR, is_flat))
    shown.append("Aims")
    shown += [
        f"  {what:<40}{measured:>12}  ≤ {aim:<8}{'met' if is_met else 'missed'}"
        for what, measured, aim, is_met in verdicts
    ]
    return "\n".join(shown), all(is_met for *_, is_met in verdicts)


def _rows(stage: str, asked: list[Asked]) -> Iterator[str]:
    by_name: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_name[one[2]].append(one)
    yield _row(stage, asked, asked)
    for name in sorted(by_name):
        yield _row(f"  {name}", by_name[name], asked)


def _row(name: str, some: list[Asked], whole: list[Asked]) -> str:
    seconds = max(whole[-1][0] - whole[0][0], 1)
    times = [one[3] for one in some]
    figures = "".join(f"{_percentile(times, share):>8,.0f}" for share in (50, 95, 99))
    return (
        f"{name:<34}{len(some):>9,}{len(some) / seconds:>7.1f}{figures}"
        f"{_failed(some):>8}{_faults(some):>6}"
    )


def _verdicts(stage: str, asked: list[Asked]) -> Iterator[tuple[str, str, Any, bool]]:
    times = [one[3] for one in asked]
    for share, aims in ((95, P95_MS), (99, P99_MS)):
        if stage in aims:
            measured, aim = _percentile(times, share), aims[stage]
            yield f"{stage}, {share} of 100, ms", f"{measured:,.0f}", aim, measured <= aim
    failed, aim = _failed(asked) / len(asked), FAILED_SHARE[stage]
    yield f"{stage}, share that failed", f"{failed:.4f}", aim, failed <= aim
    yield f"{stage}, 5xx", str(_faults(asked)), 0, _faults(asked) == 0


def _beside(lines: list[Asked]) -> Iterator[str]:
    """What went slowly beside them; what was under way at the end is not counted."""
    for name in BESIDE:
        some = [one for one in lines if one[2] == name]
        yield f"beside: {name}, {len(some)} answered, {_faults(some)} × 5xx"


def _cores(samples: list[Sample], since: float, until: float) -> str:
    """How much of the machine was at work, and how much of that were the readers themselves."""
    cores = []
    for what in (BUSY, ASKING):
        seen = [(moment, used) for moment, name, used in samples if name == what]
        inside = [one for one in seen if since <= one[0] <= until] or seen[-1:]
        took = (inside[-1][1] - inside[0][1]) / 100
        cores.append(took / max(inside[-1][0] - inside[0][0], 1))
    return f"  cores at work: {cores[0]:.2f}, for the readers themselves {cores[1]:.2f}"


def _memories(samples: list[Sample]) -> Iterator[tuple[str, float, float, float | None]]:
    """Of each process: least, most, and how much it grows in an hour after its first quarter."""
    by_process: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for moment, name, size in samples:
        if name not in (BUSY, ASKING):
            by_process[name].append((moment, size / 1e6))
    for name, seen in sorted(by_process.items()):
        sizes = [size for _moment, size in seen]
        settled = seen[len(seen) // 4 :]
        slope = None
        if settled[-1][0] - settled[0][0] >= SLOPE_SECONDS:
            moments, then = zip(*settled, strict=True)
            slope = statistics.linear_regression(moments, then).slope * 3_600
        yield name, min(sizes), max(sizes), slope


def _percentile(times: list[float], share: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) * share // 100, len(ordered) - 1)]


def _failed(some: list[Asked]) -> int:
    return sum(bool(one[5]) for one in some)


def _faults(some: list[Asked]) -> int:
    return sum(one[4] >= 500 for one in some)
