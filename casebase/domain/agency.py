"""Bodies outside and inside the office: the province, its cities and counties, public bodies."""

from dataclasses import dataclass
from enum import StrEnum


class AgencyKind(StrEnum):
    """What sort of body an agency is."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    PUBLIC_BODY = "public_body"
    MINISTRY = "ministry"


AGENCY_KIND_LABELS = {
    AgencyKind.PROVINCE: "도",
    AgencyKind.CITY: "시",
    AgencyKind.COUNTY: "군",
    AgencyKind.PUBLIC_BODY: "출자·출연기관",
    AgencyKind.MINISTRY: "중앙행정기관",
}


@dataclass(frozen=True, kw_only=True)
class Agency:
    """A body on record. `region_code` is the five-digit 행정표준코드 of a city or county, empty for others."""

    id: str
    name: str
    kind: AgencyKind
    region_code: str = ""
    is_active: bool = True
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Department:
    """A department of an agency, as offices name it: "도시계획과"."""

    id: str
    agency_id: str
    name: str
    is_active: bool = True
    version: int = 1
