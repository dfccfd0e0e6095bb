"""The dated legal parameters and the purposes that they are about."""

from datetime import date

from charte.core.policy import FR_CNIL_2026, POLICIES
from charte.core.purpose import NO_TEXTS, Basis, Exemption, Purpose


def test_the_policies_are_found_by_their_keys():
    """And cannot be changed by who reads them."""
    assert {key: policy.key for key, policy in POLICIES.items()} == {"fr-cnil-2026": "fr-cnil-2026"}
    assert POLICIES["fr-cnil-2026"] is FR_CNIL_2026


def test_france_counts_as_the_cnil_recommends():
    """Six months for a choice, thirteen and twenty-five for audience measurement, a year for its assessment."""
    spans = (
        FR_CNIL_2026.choice_life,
        FR_CNIL_2026.audience_life,
        FR_CNIL_2026.audience_retention,
        FR_CNIL_2026.assessment_life,
    )
    assert [span.text for span in spans] == ["P6M", "P13M", "P25M", "P12M"]
    assert (FR_CNIL_2026.valid_from, FR_CNIL_2026.valid_to) == (date(2026, 1, 1), None)
    assert FR_CNIL_2026.exemptions == set(Exemption)
    assert FR_CNIL_2026.gpc_refuses_consent


def test_the_exemptions_are_seven():
    """E1 to E7 of CNIL guidelines 2020-091, art. 5."""
    assert [str(exemption) for exemption in Exemption] == [f"E{number}" for number in range(1, 8)]


def test_the_visitor_has_a_say_on_consent_and_on_what_may_be_objected_to():
    """On nothing else."""
    assert Purpose("a", Basis.CONSENT).offered
    assert Purpose("a", Basis.EXEMPT, Exemption.AUDIENCE, objectable=True).offered
    assert not Purpose("a", Basis.EXEMPT, Exemption.CHOICE).offered


def test_where_a_purpose_stands_is_no_part_of_what_it_says():
    """Two readings compare equal, and a purpose can be a key of a dictionary."""
    one, other = Purpose("a", Basis.CONSENT, line=1), Purpose("a", Basis.CONSENT, line=9)
    assert one == other
    assert hash(one) == hash(other)
    assert one.title is NO_TEXTS
