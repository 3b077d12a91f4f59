-- The province and its 18 cities and counties (행정표준코드), ready from the first start.

insert into agencies (id, name, kind, region_code, is_active, version) values
    ('agency-48', '경상남도', 'province', '', 1, 1),
    ('agency-48120', '창원시', 'city', '48120', 1, 1),
    ('agency-48170', '진주시', 'city', '48170', 1, 1),
    ('agency-48220', '통영시', 'city', '48220', 1, 1),
    ('agency-48240', '사천시', 'city', '48240', 1, 1),
    ('agency-48250', '김해시', 'city', '48250', 1, 1),
    ('agency-48270', '밀양시', 'city', '48270', 1, 1),
    ('agency-48310', '거제시', 'city', '48310', 1, 1),
    ('agency-48330', '양산시', 'city', '48330', 1, 1),
    ('agency-48720', '의령군', 'county', '48720', 1, 1),
    ('agency-48730', '함안군', 'county', '48730', 1, 1),
    ('agency-48740', '창녕군', 'county', '48740', 1, 1),
    ('agency-48820', '고성군', 'county', '48820', 1, 1),
    ('agency-48840', '남해군', 'county', '48840', 1, 1),
    ('agency-48850', '하동군', 'county', '48850', 1, 1),
    ('agency-48860', '산청군', 'county', '48860', 1, 1),
    ('agency-48870', '함양군', 'county', '48870', 1, 1),
    ('agency-48880', '거창군', 'county', '48880', 1, 1),
    ('agency-48890', '합천군', 'county', '48890', 1, 1);
