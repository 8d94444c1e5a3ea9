"""The terms of every vocabulary used, as closed sets: a slip in a name fails in mypy and when run.

Each annotation of a :class:`Namespace` becomes a node under its IRI, and nothing else does.
``KG`` is held equal to ``ontology/kg.ttl`` by a test, both ways; of the other vocabularies only
what is used is here. The file is long because it is a list.
"""

# ruff: noqa: N815 - the names are those that the vocabularies give their terms

from functools import lru_cache

from pyoxigraph import NamedNode

PREFIXES: dict[str, str] = {  # those without a class below are used as CURIEs only
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "http://schema.org/",
    "qb": "http://purl.org/linked-data/cube#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
}


class Namespace:
    """A closed set of terms under one IRI.

    >>> KG.City
    <NamedNode value=https://w3id.org/policy-kg/ontology#City>
    """

    iri: str

    def __init_subclass__(cls, iri: str, prefix: str) -> None:
        cls.iri = PREFIXES[prefix] = iri
        for name in cls.__annotations__:
            setattr(cls, name, NamedNode(iri + name))


def expand(curie: str) -> NamedNode:
    """Return the node of a CURIE; ``ValueError`` where its prefix is unknown.

    >>> expand("dct:title").value
    'http://purl.org/dc/terms/title'
    """
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(f"{curie!r} has none of the prefixes {', '.join(sorted(PREFIXES))}")
    return NamedNode(PREFIXES[prefix] + local)


@lru_cache(maxsize=4096)  # the terms of a graph are few, and asked for again and again
def compact(iri: str) -> str:
    """Return the CURIE of an absolute IRI, or the IRI itself where no prefix fits.

    >>> compact("https://w3id.org/policy-kg/ontology#City"), compact("https://example.org/a")
    ('kg:City', 'https://example.org/a')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


class KG(Namespace, iri="https://w3id.org/policy-kg/ontology#", prefix="kg"):
    """Our own terms, in the order of ``ontology/kg.ttl``."""

    # Classes
    Entity: NamedNode
    Actor: NamedNode
    Agent: NamedNode
    Person: NamedNode
    Organisation: NamedNode
    Institution: NamedNode
    GovernmentBody: NamedNode
    LegislativeBody: NamedNode
    StatutoryBody: NamedNode
    InternationalOrganisation: NamedNode
    University: NamedNode
    OrganisationalUnit: NamedNode
    ResearchInstitute: NamedNode
    ResearchLaboratory: NamedNode
    SupercomputingCentre: NamedNode
    IndustryAssociation: NamedNode
    ProfessionalBody: NamedNode
    HealthInstitution: NamedNode
    ServiceCentre: NamedNode
    MediaOutlet: NamedNode
    DataProvider: NamedNode
    Firm: NamedNode
    StartUp: NamedNode
    Place: NamedNode
    Jurisdiction: NamedNode
    Country: NamedNode
    City: NamedNode
    Region: NamedNode
    SpecialAdministrativeRegion: NamedNode
    SupranationalUnion: NamedNode
    Site: NamedNode
    InnovationPark: NamedNode
    Post: NamedNode
    PostHolding: NamedNode
    PolicyInstrument: NamedNode
    Strategy: NamedNode
    Plan: NamedNode
    Legislation: NamedNode
    Agreement: NamedNode
    PolicyStatement: NamedNode
    PolicyMeasure: NamedNode
    Programme: NamedNode
    TalentAdmissionScheme: NamedNode
    FundingProgramme: NamedNode
    TrainingProgramme: NamedNode
    CertificationScheme: NamedNode
    SupportService: NamedNode
    EligibilityList: NamedNode
    Fund: NamedNode
    Project: NamedNode
    Event: NamedNode
    Conference: NamedNode
    Exhibition: NamedNode
    ComputingResource: NamedNode
    Supercomputer: NamedNode
    ComputingPlatform: NamedNode
    TechnologySolution: NamedNode
    Document: NamedNode
    Report: NamedNode
    Reference: NamedNode
    Survey: NamedNode
    Proposition: NamedNode
    Recommendation: NamedNode
    Challenge: NamedNode
    Concept: NamedNode
    TechnologyField: NamedNode
    Sector: NamedNode
    Occupation: NamedNode
    PopulationGroup: NamedNode
    Topic: NamedNode
    Indicator: NamedNode
    Statement: NamedNode
    EntityStatement: NamedNode
    MetadataStatement: NamedNode
    Observation: NamedNode
    Dimension: NamedNode
    Evidence: NamedNode
    Import: NamedNode

    # Relations between things
    partOf: NamedNode
    locatedIn: NamedNode
    headquarteredIn: NamedNode
    presentIn: NamedNode
    appliesIn: NamedNode
    leadingFirm: NamedNode
    hasResearchCentreIn: NamedNode
    worksFor: NamedNode
    formerEmployer: NamedNode
    educatedAt: NamedNode
    establishedBy: NamedNode
    launchedBy: NamedNode
    issuedBy: NamedNode
    publishedBy: NamedNode
    announcedIn: NamedNode
    ledBy: NamedNode
    partner: NamedNode
    operatedBy: NamedNode
    administeredBy: NamedNode
    organisedBy: NamedNode
    offeredBy: NamedNode
    regulatedBy: NamedNode
    approvedBy: NamedNode
    evaluatedBy: NamedNode
    amendedBy: NamedNode
    fundedBy: NamedNode
    builtBy: NamedNode
    supersedes: NamedNode
    acquiredBy: NamedNode
    ownedBy: NamedNode
    investedIn: NamedNode
    listedBy: NamedNode
    cooperatesWith: NamedNode
    signedWith: NamedNode
    provides: NamedNode
    uses: NamedNode
    develops: NamedNode
    appliesTo: NamedNode
    focusArea: NamedNode
    faces: NamedNode
    shortageOf: NamedNode
    needs: NamedNode
    recommends: NamedNode
    proposes: NamedNode
    promotes: NamedNode
    actsOn: NamedNode
    spunOutOf: NamedNode
    basedOn: NamedNode
    sameWorkAs: NamedNode
    heldIn: NamedNode
    venue: NamedNode
    heldBy: NamedNode
    holds: NamedNode
    post: NamedNode
    postIn: NamedNode

    # Words and dates about a thing
    position: NamedNode
    formerPosition: NamedNode
    theme: NamedNode
    aim: NamedNode
    positionedAs: NamedNode
    attracts: NamedNode
    targets: NamedNode
    hasChallenge: NamedNode
    surveyedSector: NamedNode
    stated: NamedNode
    timeOfDay: NamedNode
    rankedOption: NamedNode
    language: NamedNode
    establishedOn: NamedNode
    launchedOn: NamedNode
    publishedOn: NamedNode
    heldOn: NamedNode
    signedOn: NamedNode
    listedOn: NamedNode
    effectiveOn: NamedNode
    endsOn: NamedNode
    plannedFor: NamedNode
    alternativeTitle: NamedNode
    draftStatus: NamedNode
    featuredImage: NamedNode
    retrievedOn: NamedNode
    url: NamedNode
    metadata: NamedNode
    fileName: NamedNode
    sha256: NamedNode
    textSha256: NamedNode
    encoding: NamedNode

    # Statements, observations and evidence
    evidence: NamedNode
    observedFor: NamedNode
    indicator: NamedNode
    dimension: NamedNode
    speaker: NamedNode
    containsGraph: NamedNode

    # Statements, observations and evidence
    value: NamedNode
    minimum: NamedNode
    maximum: NamedNode
    qualifier: NamedNode
    unit: NamedNode
    currency: NamedNode
    currencyAssumed: NamedNode
    per: NamedNode
    noun: NamedNode
    measure: NamedNode
    valueText: NamedNode
    time: NamedNode
    earliest: NamedNode
    latest: NamedNode
    timeText: NamedNode
    question: NamedNode
    option: NamedNode
    optionMinimum: NamedNode
    optionMaximum: NamedNode
    optionUnit: NamedNode
    group: NamedNode
    modality: NamedNode
    tier: NamedNode
    rule: NamedNode
    role: NamedNode
    key: NamedNode
    text: NamedNode
    fingerprint: NamedNode

    # Indicators
    approvedApplicants: NamedNode
    applications: NamedNode
    listSize: NamedNode
    share: NamedNode
    rank: NamedNode
    shortage: NamedNode
    vacancyRate: NamedNode
    rate: NamedNode
    salary: NamedNode
    medianIncome: NamedNode
    allowance: NamedNode
    duration: NamedNode
    fundSize: NamedNode
    budget: NamedNode
    reserved: NamedNode
    invested: NamedNode
    amount: NamedNode
    industrySize: NamedNode
    participants: NamedNode
    exhibitors: NamedNode
    jobSeekers: NamedNode
    sampleSize: NamedNode
    responseShare: NamedNode
    memberCount: NamedNode
    policyCount: NamedNode
    projectCount: NamedNode
    contractValue: NamedNode
    consecutiveYears: NamedNode
    edition: NamedNode
    experience: NamedNode
    growth: NamedNode
    average: NamedNode
    count: NamedNode
    figure: NamedNode

    # Annotation properties of this ontology
    suffixHint: NamedNode
    headHint: NamedNode
    homonymOf: NamedNode
    verifiedBy: NamedNode


class RDF(Namespace, iri="http://www.w3.org/1999/02/22-rdf-syntax-ns#", prefix="rdf"):
    """RDF itself."""

    type: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: NamedNode


class RDFS(Namespace, iri="http://www.w3.org/2000/01/rdf-schema#", prefix="rdfs"):
    """RDF Schema."""

    label: NamedNode
    comment: NamedNode
    subClassOf: NamedNode
    domain: NamedNode
    range: NamedNode
    isDefinedBy: NamedNode


class OWL(Namespace, iri="http://www.w3.org/2002/07/owl#", prefix="owl"):
    """The Web Ontology Language."""

    AnnotationProperty: NamedNode
    Class: NamedNode
    ObjectProperty: NamedNode
    DatatypeProperty: NamedNode
    imports: NamedNode


class XSD(Namespace, iri="http://www.w3.org/2001/XMLSchema#", prefix="xsd"):
    """Datatypes of XML Schema that HermiT or catalogues know."""

    integer: NamedNode
    decimal: NamedNode
    dateTime: NamedNode


class SKOS(Namespace, iri="http://www.w3.org/2004/02/skos/core#", prefix="skos"):
    """Concepts, labels and links."""

    prefLabel: NamedNode
    altLabel: NamedNode
    definition: NamedNode
    example: NamedNode
    exactMatch: NamedNode


class DCT(Namespace, iri="http://purl.org/dc/terms/", prefix="dct"):
    """Dublin Core."""

    isReplacedBy: NamedNode
    title: NamedNode
    description: NamedNode
    source: NamedNode
    language: NamedNode


class SH(Namespace, iri="http://www.w3.org/ns/shacl#", prefix="sh"):
    """Shapes, and reports of validation."""

    ValidationReport: NamedNode
    ValidationResult: NamedNode
    SPARQLConstraintComponent: NamedNode
    conforms: NamedNode
    focusNode: NamedNode
    property: NamedNode
    result: NamedNode
    resultMessage: NamedNode
    resultPath: NamedNode
    resultSeverity: NamedNode
    sourceConstraintComponent: NamedNode
    sourceShape: NamedNode
    targetClass: NamedNode
    targetNode: NamedNode
    targetObjectsOf: NamedNode
    targetSubjectsOf: NamedNode
    value: NamedNode


class DCAT(Namespace, iri="http://www.w3.org/ns/dcat#", prefix="dcat"):
    """The Data Catalog Vocabulary, version 3."""

    Catalog: NamedNode
    Dataset: NamedNode
    Distribution: NamedNode
    DataService: NamedNode
    dataset: NamedNode
    service: NamedNode
    distribution: NamedNode
    accessURL: NamedNode
    accessService: NamedNode
    mediaType: NamedNode
    endpointURL: NamedNode
    servesDataset: NamedNode


class VOID(Namespace, iri="http://rdfs.org/ns/void#", prefix="void"):
    """Descriptions of linked datasets."""

    Dataset: NamedNode
    triples: NamedNode
    entities: NamedNode
    classes: NamedNode
    properties: NamedNode
    distinctSubjects: NamedNode
    distinctObjects: NamedNode
    sparqlEndpoint: NamedNode
    subset: NamedNode
    classPartition: NamedNode
    propertyPartition: NamedNode
    property: NamedNode


class SD(Namespace, iri="http://www.w3.org/ns/sparql-service-description#", prefix="sd"):
    """The description of a SPARQL service."""

    Service: NamedNode
    Dataset: NamedNode
    Graph: NamedNode
    NamedGraph: NamedNode
    endpoint: NamedNode
    supportedLanguage: NamedNode
    resultFormat: NamedNode
    defaultDataset: NamedNode
    defaultGraph: NamedNode
    namedGraph: NamedNode
    name: NamedNode
    graph: NamedNode
    feature: NamedNode
    inputFormat: NamedNode
    SPARQL11Query: NamedNode
    SPARQL11Update: NamedNode
    UnionDefaultGraph: NamedNode
    EmptyGraphs: NamedNode
    BasicFederatedQuery: NamedNode


class PROV(Namespace, iri="http://www.w3.org/ns/prov#", prefix="prov"):
    """Provenance."""

    wasAttributedTo: NamedNode


class OA(Namespace, iri="http://www.w3.org/ns/oa#", prefix="oa"):
    """Web annotations."""

    Annotation: NamedNode
    SpecificResource: NamedNode
    TextPositionSelector: NamedNode
    TextQuoteSelector: NamedNode
    hasSource: NamedNode
    hasSelector: NamedNode
    hasTarget: NamedNode
    start: NamedNode
    end: NamedNode
    exact: NamedNode
