"""Whom a noun phrase stands for: names, nationalities, roles, possession, apposition, pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.entities import lists
from kg.extraction.entities.coreference import COLLECTIVES, SIDES, STATES, Discourse, Ref
from kg.extraction.entities.names import Hit
from kg.extraction.entities.parties import partisan
from kg.extraction.entities.roles import NAME_TAGS, PARTITIVES, Roles
from kg.extraction.syntax.frames import subjects
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import ActorLexicon, Form
from kg.lexicon.actors import RoleNoun
from kg.lexicon.collectives import collectives
from kg.lexicon.epithets import epithets
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words
from kg.model import Actor
from ontology import ActorKind, Sector

_PERSON_PRONOUNS = words("person_pronouns")
_THING_PRONOUNS = words("thing_pronouns")
_PLURAL_PRONOUNS = words("plural_pronouns")
_SPEAKER_PRONOUNS = words("speaker_pronouns")
_PAIR_NOUNS = words("pair_nouns")
_TWINS = collectives().twins
_PARTIES = words("warring_parties")  # those at war need not be states
_BOTH = frozenset({"two", "both"})
_NEIGHBOURS = words("neighbours")
_REBELS = words("rebels")
_HEADS = words("heads")
_ALLIED = words("allied")
_NAMED_AFTER = _REBELS | _ALLIED | frozenset(COLLECTIVES)
_TEXTS = words("issued_texts")
_DEEDS = _TEXTS | words("deeds")
_ISSUING = words("issuing_verbs")
_ANOTHER = words("another")  # before *country*, *group*: not the one last named
_FORMER = words("former")
_ACRONYM = re.compile(r" \(([A-Z][A-Za-z]*[A-Z])\)")  # behind a name: (SCO), (MoD)
_MINORITY = ("minority", RoleNoun(stands_for=False, sector=Sector.CVL, kind=ActorKind.POPULATION))
_WHERE = words("where")
_TITLES = words("titles")
_GOVERNMENTS = words("governments")
_ORGANS = frozenset(
    {
        ActorKind.GOVERNMENT_BODY,
        ActorKind.MILITARY,
        ActorKind.POLICE,
        ActorKind.PARLIAMENT,
        ActorKind.COURT,
        ActorKind.INTELLIGENCE,
        ActorKind.MEDIA,
    }
)  # every state may have one of that name
_MODIFIERS = ("poss", "amod", "compound", "nmod", "nummod", "npadvmod")
_COUNTED = frozenset({"nummod", "amod", "relcl", "acl", "quantmod", "compound", "poss"})  # two Russians, young Poles
_PROXIES = frozenset({"fighter", "faction"})  # Turkish-backed Syrian fighters are not Syria's
_BACKED = words("backed")
_LEADING = words("leading")  # Vietnamese-led forces; but U.S.-backed rebels
_AGAINST = words("suffered_behind")  # an attack on Iran is not Iran's
_ATTACKERS = words("attackers")
_ATTACKS = words("claimed_attacks")
_DEFINITE = words("definite")
_ROLE_PREPOSITIONS = ordered("office_prepositions")
_OWNER_PREPOSITIONS = ordered("owner_prepositions")
_DEEP = 6
_FORENAMES = 2  # a name of more words than this is a full one
_THE = words("bare_definite")


class Phrases:
    """Resolves the phrases of one sentence, as the article's memory and the sentence itself have it."""

    def __init__(
        self,
        tree: Tree,
        hits: Iterable[Hit],
        lexicon: ActorLexicon,
        memory: Discourse,
        speaker: Ref | None = None,
        *,
        inside: bool = False,
    ) -> None:
        """Find the head word of each name.

        ``memory`` is left as it is: what the sentence adds goes to a copy of it, ``self.memory``. ``inside`` looks at
        what goes on inside a country: parties are the sides.
        """
        self.tree = tree
        self.memory = memory.copy()
        self.speaker = speaker
        self._lexicon = lexicon
        self.inside = inside
        self._heads: dict[int, Hit] = {}
        self._covered: dict[int, Hit] = {}
        self._roles = Roles(tree, lexicon.roles, lexicon.role_ends, self._covered)
        self._sectors = Roles(tree, lexicon.sectors, lexicon.role_ends, self._covered)
        self._cache: dict[int, tuple[Ref, ...]] = {}
        self._busy: set[int] = set()
        for hit in hits:
            self._place(hit)
        lists.join(tree, self._heads)

    def listen(self) -> None:
        """Note in order of the text who is named and whose things are, for pronouns and for later sentences."""
        for word in self.tree.words:
            if word.is_noun or word.i in self._heads:
                self._note(word)
                self._learn_acronym(word)
                self._learn_thing(word)

    def who(self, word: Word) -> tuple[Ref, ...]:
        """Actors the phrase headed by ``word`` stands for: none, one, or both of "the two countries"."""
        if word.i in self._cache:
            return self._cache[word.i]
        if word.i in self._busy or len(self._busy) > _DEEP:
            return ()
        self._busy.add(word.i)
        try:
            found = self._resolve(word)
            if self.inside:
                found = tuple(partisan(ref) for ref in found or self._local(word))
        finally:
            self._busy.discard(word.i)
        self._cache[word.i] = found
        return found

    def everyone(self, word: Word) -> list[Ref]:
        """The same for a coordination: each named member, in order, each side once."""
        found: list[Ref] = []
        shared: tuple[Ref, ...] = ()
        for member in word.conjuncts():
            refs = self.who(member) or (shared if member is not word and not member.text[:1].isupper() else ())
            shared = shared or refs
            found += [ref for ref in refs if all(ref.side != other.side for other in found)]
        return found

    def outermost(self) -> list[Ref]:
        """Each phrase of the sentence that stands for an actor and is no part of a larger one that does, in order."""
        heads = [
            (word, ref) for word in self.tree.words if word.is_noun or word.i in self._heads for ref in self.who(word)
        ]
        claimed = {
            inner.i
            for word, ref in heads
            if ref.how not in {"owner", "pronoun"}
            for inner in word.subtree()
            if inner is not word and inner.dep not in {"conj", "relcl", "acl"}
        }
        return [self._in_person(word, ref) for word, ref in heads if word.i not in claimed]

    def _in_person(self, word: Word, ref: Ref) -> Ref:
        """The person whom an apposition names, for the office: "the Russian foreign minister, Sergei Lavrov"."""
        if ref.how != "role":
            return ref
        for name in word.all("appos"):
            for person in self.who(name):
                if (
                    person.actor.kind is ActorKind.PERSON
                    and person.side == ref.side
                    and person.how in {"name", "person"}
                ):
                    return replace(person, start=min(ref.start, person.start), end=max(ref.end, person.end))
        return ref

    def every(self) -> list[Ref]:
        """Each phrase of the sentence that stands for an actor, in order, inner ones included."""
        return [ref for w in self.tree.words if w.tag != "IN" or w.i in self._heads for ref in self.who(w)]

    def thing(self, ref: Ref) -> Sector | None:
        """The sector of the thing that stands for its owner: civilians for *a park in Kabul*."""
        for word in self.tree.words:
            if word.is_noun and word.i not in self._covered and any(r is ref for r in self.who(word)):
                _, role = self._sectors.of(word)
                if role is not None:
                    return role.sector
        return None

    def unowned(self) -> list[tuple[Word, str, RoleNoun, bool]]:
        """Role nouns of no known side, such as *soldiers*: word, role, what it is, whether the office is over."""
        found = []
        for word in self.tree.words:
            if (
                word.is_noun
                and word.tag not in {"PRP", "PRP$"}
                and word.dep not in {"compound", "poss"}
                and not self.who(word)
            ):
                name, role = self._sectors.of(word)
                if role is not None and role.sector is not Sector.UNK and not self._counted(word):
                    found.append((word, name, role, _former(word)))
        return found

    def _counted(self, word: Word) -> list[Word]:
        """What a noun that only counts or bundles stands for: *police* in "a team of police"."""
        if word.lemma not in PARTITIVES or word.tag in NAME_TAGS:
            return []
        return [inner for of in word.all("prep") if of.lower == "of" for inner in of.all("pobj")]

    def hit(self, word: Word) -> Hit | None:
        """The name that the word heads or is part of."""
        return self._heads.get(word.i) or self._covered.get(word.i)

    def is_place(self, word: Word) -> bool:
        """Whether the word names a town or a country as a location."""
        hit = self._heads.get(word.i)
        return self.is_town(word) or (hit is not None and hit.actor is not None and hit.actor.kind in STATES)

    def is_town(self, word: Word) -> bool:
        """Whether the word names a town or region, a capital included."""
        hit = self._heads.get(word.i)
        return hit is not None and hit.form in {Form.PLACE, Form.CITY}

    def _place(self, hit: Hit) -> None:
        inside = [w for w in self.tree.words if w.start < hit.end and w.end > hit.start]
        if not inside:
            return
        if self._is_part_of_longer_name(hit, inside):
            return
        if hit.tentative and not (self._is_titled(inside[-1]) or self._governs(inside[-1])):
            return
        for word in inside:
            self._covered[word.i] = hit
        members = {w.i for w in inside}
        tops = [w for w in inside if w.head.i not in members or w.head is w]
        self._heads[(tops or inside)[-1].i] = hit

    def _is_titled(self, word: Word) -> bool:
        """Whether a title stands directly before a surname, and no forename: "President Bush"."""
        before = self.tree.words[max(word.i - 1, 0) : word.i]
        return any(w.lower in self._lexicon.roles and w.head is word for w in before)

    def _governs(self, word: Word) -> bool:
        """Whether a surname names a government: "the Bush administration"."""
        return any(w.lemma in _GOVERNMENTS and word.head is w for w in self.tree.words[word.i + 1 : word.i + 2])

    def _is_part_of_longer_name(self, hit: Hit, inside: list[Word]) -> bool:
        """Whether a name is only a piece of another: *Hussein* in "Mohammed Hussein Roble"."""
        if hit.actor is None:
            return False
        if hit.actor.kind is not ActorKind.PERSON:  # the UN's Security Council in "the National Security Council"
            first = self.tree.words[max(inside[0].i - 1, 0)]
            return first is not inside[0] and f"{first.lower} {hit.text.lower()}" in self._lexicon.roles
        if len(inside) > _FORENAMES:  # a further surname or a place of origin changes nothing
            return False
        after = self.tree.words[inside[-1].i + 1 : inside[-1].i + 2]
        if any(w.tag in NAME_TAGS and w.text[:1].isupper() and w.lower not in self._lexicon.roles for w in after):
            heads = after[0].head is not after[0] or after[0] is self.tree.words[-1]
            return heads and inside[-1].head is after[0]
        before = self.tree.words[max(inside[0].i - 1, 0) : inside[0].i]
        return len(inside) == 1 and any(
            w.tag in NAME_TAGS
            and w.head is inside[0]
            and w.lower not in self._lexicon.roles
            and w.lower not in _TITLES
            and w.i not in self._covered
            and w.text.rstrip(".") not in hit.actor.label
            and not self._adjectival(w)
            for w in before
        )

    def _adjectival(self, word: Word) -> bool:
        """Whether the word is (part of) another known name, such as a nationality before a surname."""
        return word.text in self._lexicon.aliases

    def _learn_acronym(self, word: Word) -> None:
        """Remember the letters that the text gives a body in brackets: "the Kivu Basin Commission (KBC)"."""
        found = _ACRONYM.match(self.tree.text, word.end)
        if word.tag in NAME_TAGS and found and found[1] not in self._lexicon.aliases:
            refs = self.who(word)
            if len(refs) == 1:
                self.memory.acronyms[found[1]] = refs[0].actor

    def _note(self, word: Word) -> None:
        for ref in self.who(word):
            if ref.how in {"owner", "implicit"}:
                continue
            subject = word.dep in {"nsubj", "nsubjpass", "agent"} or (word.dep == "pobj" and word.head.dep == "agent")
            person = ref.actor.kind is ActorKind.PERSON
            self.memory.note(ref, subject=subject, person=person)

    def _resolve(self, word: Word) -> tuple[Ref, ...]:
        if word.i in self._heads:
            return self._named(word, self._heads[word.i])
        if word.i in self._covered:
            return ()
        if (known := self.memory.acronyms.get(word.text)) is not None:
            return (Ref(known, word.start, word.end, "memory", weight("learned_acronym")),)
        if word.tag in {"PRP", "PRP$"}:
            return self._pronoun(word)
        if not word.is_noun and word.tag not in {"JJ", "VBG"} and not self._is_people(word):
            return ()
        return self._pair(word) or self._described(word)

    def _is_people(self, word: Word) -> bool:
        """Whether a participle stands for people: "Burkina Faso's displaced"."""
        return word.tag == "VBN" and word.lower in self._lexicon.roles and word.child("poss", "det") is not None

    def _named(self, word: Word, hit: Hit) -> tuple[Ref, ...]:
        if hit.actor is None:
            return ()
        head_noun = word.head if word.dep in {"compound", "amod", "nmod"} else None
        if hit.form is Form.ADJECTIVE:
            if any(c.lower == "ethnic" for c in word.children):
                return ()  # ethnic Albanians need not be of Albania
            if word.tag in {"NNS", "NNPS", "NNP", "NN"} and head_noun is None:  # "Russians", "a Briton"
                if word.tag in {"NNS", "NNPS"} and not any(c.dep in _COUNTED for c in word.children):
                    return (
                        Ref(hit.actor, hit.start, hit.end, "adjective", weight("nationality_plural")),
                    )  # the Israelis, Palestinians: the side
                citizen = _with(hit.actor, sector=Sector.CVL, kind=ActorKind.POPULATION, suffix="CVL")
                return (Ref(citizen, hit.start, hit.end, "adjective", weight("citizen")),)
            return (Ref(hit.actor, hit.start, hit.end, "adjective"),)
        if hit.actor.kind is ActorKind.PERSON:
            actor = self._titled(word, hit.actor)
            self.memory.learn_person(actor.label, actor)
            for role in self._role_words(word):
                self.memory.learn_role(role, (actor,))
            return (
                Ref(
                    actor,
                    hit.start,
                    hit.end,
                    hit.form.value,
                    weight("former_office") if actor.sector is Sector.ELI else 1.0,
                ),
            )
        if hit.actor.kind in _ORGANS and hit.form is Form.NAME and (owner := self._other_owner(word, hit)):
            organ = Actor(
                id=f"{owner.side}:{hit.actor.sector or Sector.GOV}:{slug(hit.text).upper()}",
                label=f"{owner.side} {hit.text}",
                kind=hit.actor.kind,
                stands_for=owner.side,
                sector=self._sector_of_organ(hit),
                role=hit.text,
            )
            return (Ref(organ, min(hit.start, owner.start), hit.end, "role", weight("organ_of_another")),)
        return (Ref(hit.actor, hit.start, hit.end, hit.form.value),)

    def _other_owner(self, word: Word, hit: Hit) -> Ref | None:
        """The state that the text gives a ministry or court to, if not the one the lexicon does: "Chile's Senate"."""
        assert hit.actor is not None
        if hit.actor.stands_for not in self._lexicon.by_id:
            return None
        own = self._lexicon.by_id[hit.actor.stands_for][0].kind
        before = [c for c in word.children if c.end <= hit.start and c.i in self._heads]
        owners = [c for c in before if c.dep == "poss" or (own in STATES and c.dep in _MODIFIERS)]
        if own in STATES:
            owners += [c for p in word.all("prep") if p.lower == "of" for c in p.all("pobj") if c.i in self._heads]
        for child in owners:
            for ref in self.who(child):
                if ref.actor.kind in STATES and ref.side != hit.actor.stands_for and ref.how != "city":
                    return ref
        return None

    def _sector_of_organ(self, hit: Hit) -> Sector | None:
        assert hit.actor is not None
        role = self._lexicon.roles.get(hit.text.lower())
        return role.sector if role else hit.actor.sector

    def _titled(self, word: Word, actor: Actor) -> Actor:
        """The person in the office the text itself gives: "Senator Rubio", "former president Obama"."""
        name, role = self._roles.of(word)
        if role is None or role.kind is not ActorKind.PERSON or role.sector in {None, Sector.CVL, Sector.UNK}:
            return actor  # somebody's sister may hold an office of her own
        if _former(word):
            return replace(actor, sector=Sector.ELI, role=f"former {name}")
        return replace(actor, sector=role.sector, role=name)

    def _pronoun(self, word: Word) -> tuple[Ref, ...]:
        others = self._subjects_beside(word)
        if word.lower in _SPEAKER_PRONOUNS:
            found = self.speaker
        elif word.lower in _PERSON_PRONOUNS:
            found = self.memory.singular(word.start, person=True, others=others)
        elif word.lower in _THING_PRONOUNS:
            found = self.memory.singular(word.start, person=False, others=others)
            found = found or self.memory.anyone(word.start, others)
        elif word.lower in _PLURAL_PRONOUNS:
            found = self.memory.anyone(word.start, others)
        else:
            found = None
        return (
            (Ref(found.actor, word.start, word.end, "pronoun", weight("pronoun") * found.certainty),) if found else ()
        )

    def _subjects_beside(self, word: Word) -> frozenset[str]:
        """Sides a pronoun cannot mean, as they do to it what its clause tells: "China stopped them"."""
        if word.tag != "PRP" or word.dep not in {"dobj", "dative", "pobj"} or word.lower.endswith(("self", "selves")):
            return frozenset()
        verb = word.head if word.dep != "pobj" else word.head.head
        doers = subjects(verb) if verb.is_verb else []
        return frozenset(ref.actor.stands_for for doer in doers for ref in self.everyone(doer))

    def _pair(self, word: Word) -> tuple[Ref, ...]:
        """*The two countries*, *both sides*, *each other*, *its neighbour*."""
        if word.text in _TWINS:
            rows = [self._lexicon.by_id[code][0] for code in _TWINS[word.text]]
            return tuple(Ref(row.actor, word.start, word.end, "pair", weight("twins")) for row in rows)
        parties = word.lemma in _PARTIES
        if word.lemma in _PAIR_NOUNS and any(c.lower in (_BOTH | {"all"} if parties else _BOTH) for c in word.children):
            pair = self.memory.pair(STATES | {ActorKind.ARMED_GROUP} if parties else STATES)
            return tuple(Ref(actor, word.start, word.end, "pair", weight("pair")) for actor in pair or ())
        if word.lemma in _NEIGHBOURS and (owner := word.child("poss")):
            for ref in self.who(owner):
                other = self.memory.neighbour(ref.side)
                if other:
                    return (Ref(other, word.start, word.end, "pair", weight("neighbour")),)
        return ()

    def _described(self, word: Word) -> tuple[Ref, ...]:
        """A common noun or an unknown name: what its modifiers, role and apposition say."""
        if word.dep == "compound" and word.head.tag in NAME_TAGS and word.tag in NAME_TAGS:
            return ()  # a forename or title: the surname speaks for the phrase
        if counted := tuple(ref for inner in self._counted(word) for ref in self.everyone(inner)):
            return counted
        role_name, role = self._roles.of(word)
        name = self._full_name(word)
        owners = self._owners(word, is_role=role is not None or bool(name))
        titled = any(c.dep == "compound" and self._roles.of(c)[1] is not None for c in word.children)
        if (
            name
            and titled
            and role is not None
            and role.stands_for
            and not owners
            and word.text not in self.memory.people
        ):
            host = self._seat() or self.memory.singular(
                word.start, person=False
            )  # "ambassador Antonov" after "its embassy said"
            owners = [Ref(host.actor, word.start, word.start, "implicit", weight("host_of_envoy"))] if host else []
        if name and (known := self._known_person(word, name, owners)):
            return (known,)
        if owners:
            refs = tuple(self._owned(word, owner, role_name, role, name) for owner in owners)
            if role is not None and (role.stands_for or not name):
                self.memory.learn_role(role_name.split()[-1] if name else word.lemma, tuple(ref.actor for ref in refs))
            return refs
        if name or (word.tag in NAME_TAGS and (role is None or word.dep == "compound")):
            return ()
        return self._bare(word, role, role_name)

    def _owned(self, word: Word, owner: Ref, role_name: str, role: RoleNoun | None, name: str) -> Ref:
        start = min(word.start, owner.start)
        if word.lemma in COLLECTIVES and owner.actor.kind in COLLECTIVES[word.lemma] and owner.actor.id == owner.side:
            return Ref(owner.actor, start, word.end, "name", owner.certainty)  # "the G7 group", "the Hezbollah militia"
        if word.lemma in _ALLIED and owner.actor.kind in {ActorKind.IGO, ActorKind.COALITION}:
            return Ref(
                owner.actor, start, word.end, "name", weight("allied_body") * owner.certainty
            )  # "its European Union partners"
        proxies = word.lemma in _PROXIES and any(c.lower in _BACKED for c in word.all("amod"))
        if (word.lemma in _REBELS or proxies) and owner.actor.kind in STATES:
            rebels = _with(owner.actor, sector=Sector.REB, kind=ActorKind.ARMED_GROUP, suffix="REB")
            return Ref(
                replace(rebels, stands_for=rebels.id), start, word.end, "role", weight("rebels")
            )  # they do not act for the state
        if role is not None:
            actor = self._holder(owner.actor, role_name, role, name, former=_former(word))
            if name:
                self.memory.learn_person(name, actor)
            return Ref(actor, start, word.end, "person" if name else "role", weight("office") * owner.certainty)
        if name and word.all("appos") and not owner.private:  # "X, a deputy head at the parliament's upper house"
            person = Actor(
                id=f"person/{slug(name)}",
                label=name,
                kind=ActorKind.PERSON,
                stands_for=owner.side,
                sector=owner.actor.sector or Sector.GOV,
            )
            self.memory.learn_person(name, person)
            return Ref(person, word.start, word.end, "person", weight("introduced_person") * owner.certainty)
        if word.lemma in _HEADS and owner.actor.kind not in STATES and not owner.private:  # "the PLO chairman"
            head = RoleNoun(stands_for=True, sector=owner.actor.sector, kind=ActorKind.PERSON)
            actor = self._holder(owner.actor, word.lemma, head, "")
            return Ref(actor, start, word.end, "role", weight("head_of_body") * owner.certainty)
        how = "city" if owner.how == "city" else "owner"
        return Ref(owner.actor, owner.start, owner.end, how, weight("belonging") * owner.certainty)

    def _attacker(self, word: Word) -> Ref | None:
        """The group behind "a suicide bomber" or "the blast" that the article says did it."""
        group = self.memory.claimant
        if group is None or any(hit.actor == group for hit in self._heads.values()):
            return None  # "the Taliban said they carried out the attack": it is the victim that is left unsaid
        if word.lemma in _ATTACKERS:
            return Ref(group, word.start, word.end, "memory", weight("claimant"))
        if word.lemma in _ATTACKS and any(c.lower in _DEFINITE for c in word.children):
            return Ref(group, word.start, word.end, "owner", weight("claimed_attack"))
        return None

    def _learn_thing(self, word: Word) -> None:
        """Remember whose a thing is that the text gives to a side: "Israeli settlements", "its decision"."""
        refs = self.who(word)
        if word.tag not in {"NN", "NNS"} or any(r.how != "owner" or r.private or r.start == word.start for r in refs):
            return
        suffered = [w for p in word.all("prep") if p.lower in _AGAINST for w in p.subtree()]
        if refs and not any(w.start <= refs[0].start < w.end for w in suffered):
            self.memory.learn_thing(word.lemma, tuple(ref.actor for ref in refs))

    def _thing(self, word: Word) -> tuple[Ref, ...]:
        """*The decision*, *settlements* without an owner: those of the side the text gave them to."""
        marks = {c.lower for c in word.children if c.dep == "det"}
        if word.tag not in {"NN", "NNS"} or (word.tag == "NN" and not marks & _DEFINITE) or marks & {"no", "another"}:
            return ()
        return tuple(
            Ref(
                actor,
                word.start,
                word.end,
                "owner",
                weight("known_deed") if word.lemma in _DEEDS else weight("known_thing"),
            )
            for actor in self.memory.thing(word.lemma, definite=bool(marks & _DEFINITE))
        )

    def _bare(self, word: Word, role: RoleNoun | None, role_name: str) -> tuple[Ref, ...]:
        """*The embassy*, *the bloc* without an owner: whom they meant before, or whom the text is about."""
        if done := self._attacker(word):
            return (done,)
        definite = any(c.lower in _THE for c in word.children)
        title = (
            role is not None
            and word.tag == "NN"
            and not any(c.dep in {"det", "poss", "nummod"} for c in word.children)
            and bool(word.all("appos"))
        )
        if not definite and not title and not (word.lemma in _REBELS and word.tag == "NNS"):
            return self._thing(word) if role is None else ()
        actors = self.memory.role(word.lemma)
        if role is not None and not role.stands_for:  # "the fishermen" after "Vietnamese fishermen"
            return tuple(Ref(actor, word.start, word.end, "memory", weight("remembered_people")) for actor in actors)
        if role is not None and role.sector is Sector.IGO and not actors:
            body = self.memory.collective("organisation") or self._lexicon.by_id["UN"][0].actor
            return (
                Ref(self._holder(body, role_name, role, ""), word.start, word.end, "memory", weight("body_of_role")),
            )
        if not actors and (collective := self._collective(word)) is not None:
            actors = (collective,)
        if actors:
            return tuple(Ref(actor, word.start, word.end, "memory", weight("remembered_office")) for actor in actors)
        return (self._thing(word) if role is None else ()) or self._topical(word, role, role_name)

    def _topical(self, word: Word, role: RoleNoun | None, role_name: str) -> tuple[Ref, ...]:
        """*The ministry*, *the report* of which nothing was said before: those of the side the text is about."""
        topic = self._seat() or self.memory.topic(word.start)
        if topic is None or word.tag == "NNS":
            return ()
        if role is not None:
            return (
                Ref(
                    self._holder(topic.actor, role_name, role, ""),
                    word.start,
                    word.end,
                    "memory",
                    weight("office_of_topic"),
                ),
            )
        return (
            (Ref(topic.actor, word.start, word.end, "owner", weight("text_of_topic")),) if word.lemma in _TEXTS else ()
        )

    def _collective(self, word: Word) -> Actor | None:
        """Whom "the bloc", "the 15-member council", "the Baltic nation" means: none whom a modifier rules out."""
        modifiers = word.all("amod", "compound", "nmod")
        if any({c.lower, c.lemma} & _ANOTHER for c in modifiers):
            return None
        first = min((c.i for c in modifiers), default=word.i)
        words = [w.lower for w in self.tree.words[first : word.i]]
        known = epithets()
        among = next((known[e] for i in range(len(words)) if (e := " ".join(words[i:])) in known), None)
        return self.memory.collective(word.lemma, among)

    def _local(self, word: Word) -> tuple[Ref, ...]:
        """*Students*, *the opposition* without an owner, inside a country: those of the country the sentence names."""
        if not word.is_noun or word.tag in {"PRP", "PRP$"} or word.dep == "compound":
            return ()
        name, role = self._roles.of(word)
        if role is None:
            name, role = self._sectors.of(word)
        if any(child.lower == "ethnic" for child in word.children):
            name, role = _MINORITY  # ethnic Albanians need not be of Albania
        home = self._home(word) if role is not None and role.sector is not None else None
        if home is None or role is None:
            return ()
        return (
            Ref(
                self._holder(home.actor, name, role, ""),
                word.start,
                word.end,
                "role",
                weight("local_role") * home.certainty,
            ),
        )

    def scenes(self) -> list[Ref]:
        """The countries where a sentence says that something happened: *in*, *near* or *outside* a place."""
        found = []
        for word in self.tree.words:
            if word.dep == "pobj" and word.head.lower in _WHERE:
                for ref in self.who(word):
                    rows = self._lexicon.by_id.get(ref.actor.stands_for)
                    if rows and rows[0].kind in STATES and ref.how in {"name", "city", "place", "owner"}:
                        found.append(replace(ref, actor=rows[0].actor))
        return found

    def _home(self, word: Word) -> Ref | None:
        """The state named nearest before a word of its sentence, else the first behind it, else the topic's."""
        named = [self._heads[i] for i in sorted(self._heads)]
        states = [
            h for h in named if h.actor is not None and h.actor.kind in STATES and not h.start <= word.start < h.end
        ]
        before = [hit for hit in states if hit.start < word.start]
        hit = before[-1] if before else states[0] if states else None
        if hit is not None and hit.actor is not None:
            return Ref(hit.actor, hit.start, hit.end, hit.form.value)
        topic = self.memory.topic(word.start)
        known = self._lexicon.by_id.get(topic.actor.stands_for) if topic else None
        return replace(topic, actor=known[0].actor) if topic and known and known[0].kind in STATES else None

    def _seat(self) -> Ref | None:
        """The government a sentence is set at: "In Paris, a foreign ministry spokesman said"."""
        for word in self.tree.words:
            hit = self._heads.get(word.i)
            if (
                hit
                and hit.form is Form.PLACE
                and word.dep == "pobj"
                and word.head.lower == "in"
                and word.head.dep == "prep"
                and word.head.head.is_verb
            ):
                return self.who(word)[0] if self.who(word) else None
        return None

    def _known_person(self, word: Word, name: str, owners: list[Ref]) -> Ref | None:
        actor = self.memory.people.get(word.text)
        if actor is None or (owners and all(ref.side != actor.stands_for for ref in owners)):
            return None
        if " " in name and actor.label != name and not owners:
            return None
        return Ref(actor, word.start, word.end, "memory", weight("known_person"))

    def _full_name(self, word: Word) -> str:
        """The run of proper nouns that ends in ``word`` and is no part of a lexicon name: an unknown person or body."""
        if word.tag not in NAME_TAGS or word.lower in self._lexicon.roles or word.lower in _TITLES:
            return ""
        parts = [word.text]
        for before in reversed(self.tree.words[: word.i]):
            if (
                before.tag not in NAME_TAGS
                or before.i in self._covered
                or before.lower in _TITLES
                or before.lower in self._lexicon.roles
            ):
                break
            parts.append(before.text)
        return " ".join(reversed(parts))

    def _role_words(self, word: Word) -> list[str]:
        return [
            c.lower for c in word.children if c.dep in {"compound", "amod", "appos"} and c.lower in self._lexicon.roles
        ]

    def _owners(self, word: Word, *, is_role: bool) -> list[Ref]:
        """Whose the thing or person is: possessor, nationality, *of* phrase, apposition; several when coordinated."""
        modifiers = [child for child in word.children if child.dep in _MODIFIERS]
        if (
            word.lemma in _NAMED_AFTER
        ):  # "Lebanon's Hezbollah militias", "its NATO partners": the group's own name first
            modifiers.sort(key=lambda child: not self._names_a_group(child))
        if word.lemma in _NEIGHBOURS | _ALLIED:  # "his Turkish counterpart", "its ally Belarus": not the owner's
            modifiers = [child for child in modifiers if child.dep != "poss"]
        for child in modifiers:
            if refs := self._owning(child):
                return refs
        if is_role and word.lemma not in _NEIGHBOURS and any(child.tag == "PRP$" for child in modifiers):
            return []  # "its embassy in Washington" is not Washington's, whosever it is
        for candidate in _owner_phrases(word, _ROLE_PREPOSITIONS if is_role else _OWNER_PREPOSITIONS):
            if refs := self.everyone(candidate):
                return refs
        if word.lemma in _TEXTS and word.dep == "dobj" and word.head.lemma in _ISSUING:
            return [ref for subject in subjects(word.head) for ref in self.everyone(subject)]
        if word.lemma in _REBELS and (backers := self._backers(word)):
            return backers
        remembered = (c for c in word.all("compound") if c.i not in self._covered)  # "settlement activity"
        known = next((actors for c in remembered if (actors := self.memory.thing(c.lemma))), ())
        return [Ref(actor, word.start, word.end, "owner", weight("remembered_compound")) for actor in known]

    def _backers(self, word: Word) -> list[Ref]:
        """The state behind an "Iran-linked militia" of which nothing else says where it belongs."""
        named = [
            c for backed in word.all("amod") if backed.lower in _BACKED for c in backed.all("npadvmod", "compound")
        ]
        return [ref for c in named for ref in self.everyone(c)]

    def _names_a_group(self, word: Word) -> bool:
        hit = self._heads.get(word.i)
        return hit is not None and hit.actor is not None and hit.actor.kind in SIDES - STATES

    def _owning(self, child: Word) -> list[Ref]:
        if (pair := self._hyphenated(child)) and child.dep != "poss":
            return pair
        if child.i in self._heads or child.dep == "poss":
            return self.everyone(child)
        if child.dep == "amod" and child.lower in _LEADING:
            return [ref for c in child.all("npadvmod") for ref in self.everyone(c)]
        if child.dep in {"compound", "nmod"} and child.i not in self._covered:  # "Russian Foreign Ministry spokeswoman"
            return [ref for inner in child.children if inner.dep in _MODIFIERS for ref in self._owning(inner)][:1]
        return []

    def _hyphenated(self, word: Word) -> list[Ref]:
        """Both sides of "the Israel-Lebanon border"."""
        hyphen = word.child("punct")
        other = self.tree.words[word.i - 2 : word.i - 1]
        if hyphen is None or hyphen.tag != "HYPH" or hyphen.i != word.i - 1 or not other or other[0].head is not word:
            return []
        refs = [ref for part in (other[0], word) for ref in self.who(part)]
        return refs if len(refs) > 1 and all(ref.actor.kind in STATES for ref in refs) else []

    def _holder(self, owner: Actor, role_name: str, role: RoleNoun, name: str, *, former: bool = False) -> Actor:
        sector = role.sector or owner.sector
        if owner.kind in {ActorKind.ARMED_GROUP, ActorKind.MOVEMENT} and role.stands_for:
            sector = owner.sector  # its "force" is no army, its "leader" no government
        if former:
            sector, role_name = Sector.ELI, f"former {role_name.removeprefix('former ')}"
        if name and role.kind is ActorKind.PERSON:
            return Actor(
                id=f"person/{slug(name)}",
                label=name,
                kind=ActorKind.PERSON,
                stands_for=owner.stands_for,
                sector=sector,
                role=role_name,
            )
        kind = role.kind
        code = sector or Sector.GOV
        return Actor(
            id=f"{owner.stands_for}:{code}:{slug(role_name).upper()}",
            label=f"{owner.stands_for} {role_name}",
            kind=kind,
            stands_for=owner.stands_for,
            sector=sector,
            role=role_name,
        )


def _owner_phrases(word: Word, prepositions: tuple[str, ...]) -> Iterator[Word]:
    """Apposition, then prepositional phrases in order of preference, then those of a participle behind the noun."""
    yield from word.all("appos")
    attached = word.all("prep")
    for preposition in prepositions:
        for child in attached:
            if child.lower == preposition:  # a camp on the Thai border need not be Thailand's
                yield from (inner for inner in child.all("pobj") if inner.lemma not in {"border", "frontier"})
    for clause in word.all("acl"):  # restrictions imposed on Russia
        for child in clause.all("prep"):
            yield from child.all("pobj")


def _former(word: Word) -> bool:
    """Whether the phrase says that the office is over."""
    return any(
        c.lower in _FORMER or (c.dep == "compound" and any(g.lower in _FORMER for g in c.children))
        for c in word.children
    )


def _with(actor: Actor, *, sector: Sector, kind: ActorKind, suffix: str) -> Actor:
    return Actor(
        id=f"{actor.stands_for}:{suffix}",
        label=f"{actor.label} ({suffix})",
        kind=kind,
        stands_for=actor.stands_for,
        sector=sector,
    )


def slug(name: str) -> str:
    """``Anatoly Antonov`` -> ``anatoly-antonov``: letters and digits, joined by hyphens."""
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-")
