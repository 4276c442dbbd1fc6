"""Findings of a joint inquiry as schema.org ClaimReview in JSON-LD.

onrecord says nowhere what is true: the rating is the group's own word of confidence, without a number. Lost: dissents' authors' keys,
hypotheses, grades; exhibits other than as ids.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.model import Finding, Inquiry


def claim_reviews(inquiry: Inquiry) -> Iterator[dict[str, Any]]:
    """One ClaimReview for each adopted finding, in the order in which they were put."""
    for finding in inquiry.findings:
        if finding.state == "adopted":
            yield _review(finding, inquiry)


def _review(finding: Finding, inquiry: Inquiry) -> dict[str, Any]:
    authors = [{"@type": "Organization", "name": said.party} for said in finding.signed]
    signed = max(said.at for said in finding.signed)
    dissents = [f"{said.party} dissents: {said.why}" for said in finding.dissents]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"urn:onrecord:{finding.id}",
        "claimReviewed": finding.words,
        "datePublished": signed,
        "author": authors,
        "reviewRating": {"@type": "Rating", "alternateName": finding.confidence},
        "reviewBody": " ".join([inquiry.question, *dissents]).strip(),
        "itemReviewed": {"@type": "Claim", "identifier": list(finding.exhibits), "text": finding.words},
    }
