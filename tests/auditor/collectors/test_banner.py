"""What asks for a choice is measured as it is drawn."""

import pytest

from charte.core.observation import Banner, Box

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def banner(look, url):
    """The banner event of one visit."""
    (event,) = (event for event in await look(url) if isinstance(event, Banner))
    return event


async def test_the_controls_of_the_first_layer_are_measured(look, site):
    """Label, kind, box, font, contrast, and whether they show without scrolling."""
    seen = await banner(look, site.address("first", "/consenting"))
    assert seen.seen
    assert seen.controls.keys() == {"accept", "refuse", "customise"}
    accept, refuse, more = (seen.controls[name] for name in ("accept", "refuse", "customise"))
    assert (accept.label, refuse.label) == ("Tout accepter", "Tout refuser")
    assert (accept.box.width, accept.box.height) == (refuse.box.width, refuse.box.height) == (120, 40)
    assert (accept.element, accept.font_size, accept.font_weight) == ("button", 16, 600)
    assert accept.visible
    assert refuse.visible
    # Black on #eee and #767676 on white, by the formula of WCAG 2.2.
    assert (accept.contrast, more.contrast) == (18.1, 4.54)


async def test_the_banner_is_told_with_its_place_and_words(look, site):
    """And with the boxes that are ticked before anyone touched them."""
    seen = await banner(look, site.address("first", "/consenting"))
    assert (seen.box.x, seen.box.width) == (16, 454)
    assert "Ce site mesure son audience." in seen.text
    assert seen.boxes_ticked == ()
    assert (seen.withdraw_link.seen, seen.withdraw_link.label) == (True, "Gérer mes choix")


async def test_a_page_without_a_banner_says_so(look, site):
    """Nothing is guessed."""
    seen = await banner(look, site.address("first", "/"))
    assert (seen.seen, dict(seen.controls), seen.box, seen.text) == (False, {}, None, "")
    assert not seen.withdraw_link.seen


async def test_an_unequal_banner_shows_as_one(look, site):
    """A small pale link far below, a box ticked beforehand, a control behind another, colours one over the other."""
    seen = await banner(look, site.address("first", "/unequal"))
    accept, refuse = seen.controls["accept"], seen.controls["refuse"]
    assert (refuse.element, refuse.font_size, refuse.visible) == ("a[role=button]", 10, False)
    assert refuse.contrast < 1.7 < 21 == accept.contrast
    assert seen.boxes_ticked == ("ads",)
    assert not seen.controls["customise"].visible


async def test_a_banner_in_a_shadow_tree_is_seen(look, site):
    """A component may keep its banner there."""
    seen = await banner(look, site.address("first", "/shadow"))
    assert seen.controls["accept"].label == "Accepter"
    assert seen.controls["accept"].visible
    assert seen.box == Box(0, 0, 300, 100)


async def test_a_page_cannot_disturb_the_measure(look, site):
    """It is taken in a world of its own."""
    events = await look(site.address("first", "/hostile"))
    assert [event.seen for event in events if isinstance(event, Banner)] == [False]
