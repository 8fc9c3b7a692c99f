# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Addresses of the pages. 网址。"""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from kuangtu.web.views import (
    confirmations,
    coverage,
    differences,
    downloads,
    editions,
    findings,
    home,
    imports,
    map_parts,
    map_sheets,
    measuring,
    officers,
    one_map,
    parameters,
    plan,
    plan_health,
    register,
    reviews,
    rights,
    session,
    system,
    tiles,
    trail,
)

pages = [
    path("", home.workbench, name="home"),
    path("map/", one_map.index, name="map"),
    path("map/layers/<slug:code>/<int:number>.geojson", one_map.layer, name="map-layer"),
    path(
        "map/tiles/<slug:code>/<int:number>/<int:z>/<int:x>/<int:y>.mvt",
        tiles.served,
        name="map-tile",
    ),
    path("map/ledgers/<slug:code>.geojson", one_map.ledger, name="map-ledger"),
    path("map/rights/<slug:kind>.geojson", one_map.rights, name="map-rights"),
    path("map/tree/", map_parts.tree, name="map-tree"),
    path(
        "map/background/<slug:layer>/<int:z>/<int:x>/<int:y>",
        map_parts.background,
        name="map-background",
    ),
    path("map/identify/", one_map.identify, name="map-identify"),
    path("map/measure/", measuring.measure, name="map-measure"),
    path("map/range-file/", one_map.range_file, name="map-range-file"),
    path("map/check/", one_map.check, name="map-check"),
    path("map/sheet.pdf", map_sheets.map_sheet, name="map-sheet"),
    path("search/", one_map.look_up, name="search"),
    path("plan/", plan.overview, name="plan"),
    path("plan/<str:folder>/", plan.part, name="plan-folder"),
    path("plan/<str:folder>/survey-coverage/", coverage.coverage, name="plan-coverage"),
    path("plan/<str:folder>/health/", plan_health.page, name="plan-health"),
    path("plan/<str:folder>/health/run/", plan_health.run, name="plan-health-run"),
    path("plan/<str:folder>/health/document/", plan_health.document, name="plan-health-document"),
    path("plan/<str:folder>/health/list.<slug:kind>", plan_health.file, name="plan-health-file"),
    path(
        "plan/<str:folder>/health/<slug:fingerprint>/answer/",
        plan_health.answer,
        name="plan-health-answer",
    ),
    path("plan/<str:folder>/<slug:name>/", plan.part, name="plan-part"),
    path("reviews/", reviews.index, name="reviews"),
    path("reviews/new/", reviews.new, name="review-new"),
    path("reviews/<str:number>/", reviews.receipt, name="receipt"),
    path("reviews/<str:number>/opinion.docx", reviews.opinion, name="receipt-opinion"),
    path("reviews/<str:number>/receipt.json", reviews.record_file, name="receipt-record"),
    path("reviews/<str:number>/replay/", reviews.replay, name="receipt-replay"),
    path("rights/", rights.index, name="rights"),
    path("rights/accounts/", rights.accounts, name="rights-accounts"),
    path("rights/import/", register.new, name="rights-import"),
    path("rights/import/template.xlsx", register.template, name="rights-import-template"),
    path("rights/<str:number>/", rights.right, name="right"),
    path("system/", system.layers, name="system"),
    path("system/imports/", imports.index, name="imports"),
    path("system/imports/new/", imports.new, name="import-new"),
    path("system/imports/<int:pk>/", imports.job, name="import"),
    path("system/imports/<int:pk>/state/", imports.state, name="import-state"),
    path("system/imports/<int:pk>/cancel/", imports.cancel, name="import-cancel"),
    path("system/imports/<int:pk>/confirm/", confirmations.page, name="import-confirm"),
    path("system/imports/<int:pk>/changed/", confirmations.changed, name="import-changed"),
    path("system/imports/<int:pk>/accept/", confirmations.accept, name="import-accept"),
    path("system/imports/<int:pk>/look/", confirmations.look_again, name="import-look"),
    path("system/layers/<slug:code>/", editions.layer, name="layer"),
    path("system/layers/<slug:code>/export/", downloads.layer, name="layer-export"),
    path("system/layers/<slug:code>/<int:number>/", editions.edition, name="edition"),
    path(
        "system/layers/<slug:code>/<int:number>/export/", downloads.edition, name="edition-export"
    ),
    path(
        "system/layers/<slug:code>/<int:number>/difference/",
        differences.difference,
        name="edition-difference",
    ),
    path(
        "system/layers/<slug:code>/<int:number>/difference/state/",
        differences.state,
        name="edition-difference-state",
    ),
    path(
        "system/layers/<slug:code>/<int:number>/difference/again/",
        differences.again,
        name="edition-difference-again",
    ),
    path(
        "system/layers/<slug:code>/<int:number>/difference/<int:against>.geojson",
        differences.shapes,
        name="edition-difference-shapes",
    ),
    path(
        "system/layers/<slug:code>/<int:number>/findings/",
        findings.findings,
        name="edition-findings",
    ),
    path(
        "system/layers/<slug:code>/<int:number>/findings/points.json",
        findings.points,
        name="edition-findings-points",
    ),
    path(
        "system/layers/<slug:code>/<int:number>/findings/list.<slug:kind>",
        findings.file,
        name="edition-findings-file",
    ),
    path(
        "system/layers/<slug:code>/<int:number>/publish/", editions.publish, name="edition-publish"
    ),
    path(
        "system/layers/<slug:code>/<int:number>/withdraw/",
        editions.withdraw,
        name="edition-withdraw",
    ),
    path("system/layers/<slug:code>/<int:number>/tiles/", tiles.wanted, name="tiles-make"),
    path(
        "system/layers/<slug:code>/<int:number>/tiles/cancel/",
        tiles.cancelled,
        name="tiles-cancel",
    ),
    path("system/parameters/", parameters.index, name="parameters"),
    path("system/parameters/<str:rule>/<str:name>/", parameters.parameter, name="parameter"),
    path("system/officers/", officers.index, name="system-officers"),
    path("system/officers/new/", officers.new, name="system-officer-new"),
    path("system/officers/<int:number>/", officers.officer, name="system-officer"),
    path("system/trail/", trail.index, name="system-trail"),
    path("account/", session.my_account, name="my-account"),
    path("account/alive/", session.alive, name="alive"),
    path("language/", set_language, name="language"),
]

urlpatterns = [
    path("login/", session.sign_in, name="login"),
    path("logout/", session.sign_out, name="logout"),
    path("", include((pages, "web"))),
]
