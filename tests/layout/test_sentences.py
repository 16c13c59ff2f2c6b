from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiersimpact.layout import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le four chauffe.|On danse.", id="two"),
        pytest.param("le four chauffe.|on danse", id="no-capitals"),
        pytest.param("M. Roux et Mme. Blin cuisent.|Le Dr. Petit goûte.", id="titles"),
        pytest.param("Des outils (pelles, râteaux, etc.) circulent.", id="etc-in-bracket"),
        pytest.param("Pelles, râteaux, etc. passent de main en main.", id="etc-before-small"),
        pytest.param("Pelles, râteaux, etc.|Chacun se sert.", id="etc-before-capital"),
        pytest.param("Un tableau (cf. p. 3) le montre.", id="cf-p"),
        pytest.param("Voir art. 3 et fig. 2 du bilan.", id="art-fig"),
        pytest.param("Une halte (on y boit. on y rit.) au bord.|Une autre.", id="bracket-with-stops"),
        pytest.param("Une halte (jamais fermée.|On y boit.|Une autre.", id="bracket-never-closed"),
        pytest.param("Un mot... puis un autre...|Le dernier.", id="dots"),
        pytest.param("Un mot… puis un autre…|Le dernier.", id="ellipsis"),
        pytest.param("Des pelles... , des râteaux.", id="dots-before-comma"),
        pytest.param("Quelle joie !|Et maintenant ?|Encore.", id="marks"),
        pytest.param("Quelle joie ! dit-elle.|Oui.", id="small-behind-mark"),
        pytest.param("« Venez ! » lance-t-il.|On vient.", id="quote"),
        pytest.param("Il a dit : « On y va. »|Elle aussi.", id="full-stop-in-quote"),
        pytest.param("Le prix est de 3.50 euros.|Cher.", id="decimal"),
        pytest.param("J. P. Roux anime.|Bien.", id="initials"),
        pytest.param("1. Premier point.|2. Second point.", id="numbering"),
        pytest.param("Ouvert dès 7 h. de bon matin.|Fermé le soir.", id="hour"),
        pytest.param("Un prêt ; un don ; un troc.", id="semicolons-do-not-cut"),
        pytest.param("Les A.M.A.P. livrent.|Bien.", id="acronym"),
        pytest.param("Env. 30 pers. viennent.", id="short-words"),
        pytest.param("Enfin !!!|Merci.", id="many-marks"),
        pytest.param(
            "Le goûter du bât. C plaît, celui du bât. 12 aussi.|Tout est calme.", id="clipped-before-a-letter"
        ),
        pytest.param("On loge 4 fam. du bourg et 2 éduc. de rue.|bilan en mai.", id="clipped"),
        pytest.param("Il vient 2 fois par sem. / elle jamais.", id="clipped-before-slash"),
        pytest.param("Appeler le tél. 01 02 03 04 05.|merci", id="clipped-before-figure"),
        pytest.param("Un conseil par mois, un café par sem.|Paul le tient.", id="clipped-before-capital"),
        pytest.param("Une indiv. très suivie.", id="ends-like-no-word"),
        pytest.param("On revient de Kiev.|tout va bien.", id="name-ends-like-no-word"),
        pytest.param("on envoie un cv.|on attend.", id="short-word-is-not-clipped"),
        pytest.param("la fête est son leitmotiv.|on suit.", id="leitmotiv"),
        pytest.param("Le mur fait 12 m.|la cour est vide.", id="measure-ends"),
        pytest.param("Le mur fait 12 m. de long et 3 m. à l'ombre.", id="measure-goes-on"),
        pytest.param("Une planche de 30 mm.|Le bois est sec.", id="millimetres"),
        pytest.param("Elle a tout repris de A à Z.|On l'a laissée faire.", id="letter-ends"),
        pytest.param("Elle passe le permis B.|Les autres attendent.", id="lettered"),
        pytest.param("Il fait 9 °C.|Prenez un pull.", id="degrees"),
        pytest.param("Le 12 M. Roux et 2 M. Blin viennent.", id="title-behind-a-figure"),
        pytest.param("Le maire P. Roux et J. Le Guen sont là.", id="initial-before-name"),
        pytest.param("Bal le vend. 14 et le dim. 16 mai.", id="days"),
        pytest.param("on dit ce qu'on vend.|les prix montent.", id="verb-like-a-day"),
        pytest.param("La cour (M. Roux) et m. Blin.", id="title-is-no-measure"),
        pytest.param("on a bien ri ce soir-là !!|les voisins aussi.", id="small-sentences"),
        pytest.param("on a bien ri ce soir-là ! et dansé.", id="small-goes-on"),
        pytest.param("on a bien ri ce soir ! dit-elle.", id="small-and-said"),
        pytest.param("oh ! la belle fête.", id="cry"),
        pytest.param("du bruit le soir chez nous ? jamais, ou presque.", id="small-answer"),
    ],
)
def test_cuts(text):
    expected = text.split("|")
    joined = " ".join(expected)
    assert [joined[start:end] for start, end in split_sentences(joined)] == expected


@pytest.mark.parametrize("text", ["", "   ", ".", "...", " - ", "• …"])
def test_nothing_to_quote(text):
    assert split_sentences(text) == []


def test_only_the_part_asked_for():
    text = "Avant. Ici. Là. Après."
    assert [text[a:b] for a, b in split_sentences(text, 7, 16)] == ["Ici.", "Là."]


@given(st.text(alphabet="aB1 .!?…()»\n,éÉ"))
def test_sentences_hold_every_word_once(text):
    bounds = split_sentences(text)
    position = 0
    for start, end in bounds:
        assert position <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert not any(sign.isalnum() for sign in text[position:start])
        position = end
    assert not any(sign.isalnum() for sign in text[position:])
