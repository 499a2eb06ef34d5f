import pytest
from tests.trust.crawl import test_crawl as T
from tests.trust.crawl.test_crawl import *  # noqa
from tests.trust.crawl.routes import routes as every

MINE = ("economy/", "premises/", "stationed/", "newcomers/")


@pytest.fixture(autouse=True)
def _mine(monkeypatch):
    monkeypatch.setattr(T, "routes", lambda: [r for r in every() if r.route.startswith(MINE)])


pytestmark = T.pytestmark
