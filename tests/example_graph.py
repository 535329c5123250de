"""A small graph that uses every class and property of the vocabulary, well-formed by the shapes."""

TURTLE = """
@prefix irkg: <https://w3id.org/irkg/ns#> .
@prefix rel: <https://w3id.org/irkg/rel#> .
@prefix act: <https://w3id.org/irkg/act#> .
@prefix actor: <https://w3id.org/irkg/id/actor/COPY/> .
@prefix person: <https://w3id.org/irkg/id/actor/COPY/person/> .
@prefix event: <https://w3id.org/irkg/id/event/COPY> .
@prefix report: <https://w3id.org/irkg/id/report/COPY> .
@prefix article: <https://w3id.org/irkg/id/article/COPY/> .
@prefix dataset: <https://w3id.org/irkg/id/dataset/COPY/> .
@prefix identifier: <https://w3id.org/irkg/id/identifier/COPY/> .
@prefix outlet: <https://w3id.org/irkg/id/outlet/COPY/> .
@prefix place: <https://w3id.org/irkg/id/place/COPY/> .
@prefix run: <https://w3id.org/irkg/id/run/COPY/> .
@prefix software: <https://w3id.org/irkg/id/software/COPY/> .
@prefix plover: <https://w3id.org/irkg/code/plover/> .
@prefix cameo: <https://w3id.org/irkg/code/cameo/> .
@prefix quad: <https://w3id.org/irkg/code/quad/> .
@prefix code: <https://w3id.org/irkg/code/actor/> .
@prefix status: <https://w3id.org/irkg/code/status/> .
@prefix precision: <https://w3id.org/irkg/code/date-precision/> .
@prefix basis: <https://w3id.org/irkg/code/date-basis/> .
@prefix own: <https://w3id.org/irkg/code/COPY/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

# Told in an article: Freedonia calls its envoy home from Sylvania.
actor:FRE rel:sanction actor:SYL ; act:recall person:rufus-firefly ; rel:consult actor:SYL .
actor:SYL rel:consult actor:FRE ; act:meet actor:FRE .

event:a1 a irkg:Event ;
    irkg:source actor:FRE ; irkg:target actor:SYL ; irkg:object person:rufus-firefly ;
    irkg:eventType plover:SANCTION ; irkg:mode plover:SANCTION-withdraw ; irkg:context plover:context-diplomatic ;
    irkg:cameo cameo:161 ; irkg:quad quad:4 ; irkg:score -6.0 ; irkg:goldstein -4.0 ;
    irkg:earliest "2031-05-06"^^xsd:date ; irkg:latest "2031-05-06"^^xsd:date ; irkg:year "2031"^^xsd:gYear ;
    irkg:datePrecision precision:day ; irkg:dateBasis basis:relative ; irkg:status status:occurred ;
    irkg:place place:1 ; irkg:confidence 0.93 ; irkg:reportCount 1 ; irkg:report report:b1 .

report:b1 a irkg:Report ;
    irkg:article article:c1 ; irkg:part "text" ; oa:start 10 ; oa:end 62 ;
    oa:exact "Freedonia called its envoy to Sylvania home on Tuesday." ;
    irkg:predicate "called home" ; irkg:objectText "its envoy" ; irkg:object person:rufus-firefly ;
    irkg:triggerText "called" ; irkg:triggerStart 20 ; irkg:triggerEnd 26 ;
    irkg:sourceText "Freedonia" ; irkg:sourceStart 10 ; irkg:sourceEnd 19 ;
    irkg:sourceActor actor:FRE:GOV:FOREIGN-OFFICE ;
    irkg:targetText "Sylvania" ; irkg:targetStart 40 ; irkg:targetEnd 48 ; irkg:targetActor actor:SYL ;
    irkg:placeText "Marx Square" ; irkg:status status:occurred ; irkg:dateBasis basis:relative ;
    irkg:rule "v:recall" ; irkg:confidence 0.93 ; prov:wasGeneratedBy run:d1 .

# Imported: both sides met in some month.
event:a2 a irkg:Event ;
    irkg:source actor:FRE ; irkg:target actor:SYL ; irkg:object event:a1 ; irkg:symmetric true ;
    irkg:eventType plover:CONSULT ; irkg:cameo cameo:040 ; irkg:quad quad:1 ; irkg:score 2.5 ; irkg:goldstein 1.0 ;
    irkg:earliest "2030-02-01"^^xsd:date ; irkg:latest "2030-02-28"^^xsd:date ; irkg:year "2030"^^xsd:gYear ;
    irkg:datePrecision precision:month ; irkg:dateBasis basis:stated ; irkg:status status:historical ;
    irkg:confidence 1.0 ; irkg:reportCount 1 ; irkg:report report:b2 .

report:b2 a irkg:Report ;
    irkg:dataset dataset:diary ; irkg:originalCode "040" ; irkg:sourceActor actor:FRE ; irkg:targetActor actor:SYL ;
    irkg:symmetric true ; irkg:status status:historical ; irkg:rule "import:diary" ; irkg:confidence 1.0 ;
    prov:wasGeneratedBy run:d1 .

# Told without a date, inside one state, and only threatened; an analyst has corrected the type.
event:a3 a irkg:Event ;
    irkg:source actor:FRE ; irkg:target actor:FRE ; irkg:domestic true ;
    irkg:eventType plover:COERCE ; irkg:quad quad:4 ; irkg:score -7.0 ;
    irkg:datePrecision precision:unknown ; irkg:dateBasis basis:unknown ; irkg:status status:hypothetical ;
    irkg:mark "type COERCE" ; prov:alternateOf event:a9 ;
    irkg:confidence 0.5 ; irkg:reportCount 1 ; irkg:report report:b3 .

report:b3 a irkg:Report ;
    irkg:dataset dataset:diary ; irkg:originalCode "17" ; irkg:sourceActor actor:FRE ; irkg:targetActor actor:FRE ;
    irkg:domestic true ; irkg:status status:hypothetical ; irkg:rule "import:diary" ; irkg:confidence 0.5 ;
    prov:wasGeneratedBy run:d1 .

actor:FRE a irkg:Actor , irkg:State ; skos:prefLabel "Freedonia"@en ; skos:altLabel "Land of the Free"@en ;
    irkg:kind code:kind-state ; irkg:iso3 "FRE" ; skos:exactMatch wd:Q1 ; irkg:memberOf actor:Concert ;
    irkg:identifier identifier:1 ; irkg:predecessor actor:KLO ; irkg:continues actor:KLO ; irkg:successor actor:GRF .
identifier:1 a irkg:Identifier ; irkg:scheme "cow" ; irkg:number "999" ; irkg:letters "FRE" ;
    irkg:firstDay "1933-11-17"^^xsd:date ; irkg:lastDay "1950-01-01"^^xsd:date .
actor:SYL a irkg:Actor , irkg:State ; skos:prefLabel "Sylvania"@en ; irkg:kind code:kind-state ; irkg:iso3 "SYL" .
actor:Concert a irkg:Actor , irkg:IntergovernmentalOrganization ; skos:prefLabel "The Concert"@en ;
    irkg:kind code:kind-igo .
person:rufus-firefly a irkg:Actor , irkg:Person ; skos:prefLabel "Rufus Firefly"@en ; irkg:kind code:kind-person ;
    irkg:sector code:sector-GOV ; irkg:standsFor actor:FRE ; irkg:country actor:FRE ; irkg:role "ambassador" .
actor:FRE:GOV:FOREIGN-OFFICE a irkg:Actor , irkg:GovernmentBody ; skos:prefLabel "Foreign Office"@en ;
    irkg:kind code:kind-government-body ; irkg:sector code:sector-GOV ; irkg:standsFor actor:FRE .

place:1 a irkg:Place ; skos:prefLabel "Marx Square"@en ; irkg:country actor:FRE ; skos:exactMatch wd:Q2 ;
    geo:hasGeometry place:geometry-1 .
place:geometry-1 a geo:Geometry ; geo:asWKT "POINT(12.5 -7.25)"^^geo:wktLiteral .

article:c1 a irkg:Article ; schema:headline "Envoy goes home" ; schema:datePublished "2031-05-07"^^xsd:date ;
    schema:publisher outlet:gazette ; schema:inLanguage "en" ; irkg:contentHash "00c0ffee" ;
    schema:url "https://gazette.example/1"^^xsd:anyURI .
outlet:gazette a irkg:Outlet ; schema:name "The Gazette" ; schema:url "https://gazette.example/"^^xsd:anyURI .
dataset:diary a irkg:Dataset ; dct:title "A diary of events" ; schema:url "https://diary.example/"^^xsd:anyURI ;
    schema:version "1" ; dct:license <https://creativecommons.org/publicdomain/zero/1.0/> .
run:d1 a irkg:Run ; prov:wasAssociatedWith software:irkg-1 ; irkg:model "toy 1.0" ; irkg:configHash "ab12" ;
    prov:startedAtTime "2031-05-08T10:00:00Z"^^xsd:dateTime ; prov:endedAtTime "2031-05-08T10:00:01Z"^^xsd:dateTime .
software:irkg-1 a prov:SoftwareAgent ; schema:name "irkg" ; schema:softwareVersion "1" .

# A code list with one code of each kind that has constraints of its own.
own:list a skos:ConceptScheme .
own:FRIENDLY a skos:Concept , irkg:QuadClass ; skos:inScheme own:list ; skos:notation "9" ;
    skos:prefLabel "friendly"@en ;
    irkg:directProperty rel:verbalCooperation .
own:HUG a skos:Concept , irkg:EventType ; skos:inScheme own:list ; skos:notation "HUG" ; skos:prefLabel "Hug"@en ;
    irkg:directProperty rel:support ; irkg:quad own:FRIENDLY ; irkg:score 5.0 .
own:HUG-bear a skos:Concept , irkg:Mode ; skos:inScheme own:list ; skos:notation "HUG-bear" ;
    skos:prefLabel "Hug: bear"@en ; skos:broader own:HUG ; irkg:quad own:FRIENDLY ; irkg:score 6.0 .
own:99 a skos:Concept , irkg:CameoCode ; skos:inScheme own:list ; skos:notation "99" ; skos:prefLabel "Hug"@en ;
    irkg:goldstein 3.5 .
own:991 a skos:Concept , irkg:CameoCode ; skos:inScheme own:list ; skos:notation "991" ; skos:prefLabel "Hug tight"@en ;
    skos:broader own:99 ; irkg:goldstein 3.7 .
"""


def example(copy: int = 0, old: str = "", new: str = "") -> str:
    """Return the graph as Turtle, with IRIs of its own for each copy, and with ``new`` in the place of ``old``."""
    return (TURTLE.replace(old, new) if old else TURTLE).replace("COPY", f"{copy:014x}")
