"""Kernels are bounded in number, also while some start; the one that stands ready stays."""

from __future__ import annotations

import asyncio

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError

from fgte.dashboards.kernels import FewKernels


@pytest.fixture
def started(monkeypatch):
    """Kernels that start in a moment and are none."""

    async def start(self, **_):
        await asyncio.sleep(0)
        self._kernels[f"k{len(self)}"] = object()
        return f"k{len(self)}"

    monkeypatch.setattr(AsyncMappingKernelManager, "_async_start_kernel", start)


async def asked_for(manager, number):
    tried = (manager.start_kernel() for _ in range(number))
    return await asyncio.gather(*tried, return_exceptions=True)


def test_those_who_come_at_once_share_the_bound(started):
    found = asyncio.run(asked_for(FewKernels(most=3), 5))
    refused = [each for each in found if isinstance(each, HTTPError)]
    assert [each.status_code for each in refused] == [503, 503]


def test_one_that_fails_to_start_takes_no_place(monkeypatch, started):
    manager = FewKernels(most=1)

    async def fail(self, **_):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(AsyncMappingKernelManager, "_async_start_kernel", fail)
        assert isinstance(asyncio.run(asked_for(manager, 1))[0], OSError)
    assert asyncio.run(asked_for(manager, 1)) == ["k1"]


def test_an_idle_kernel_goes_but_the_one_that_stands_ready_stays(monkeypatch):
    culled = []

    async def cull(self, id):
        culled.append(id)

    async def ready():
        return {"kernel_id": "ready"}

    async def look():
        manager = FewKernels()
        task = asyncio.ensure_future(ready())
        await task
        manager._pools = {"kommun.ipynb": [task]}
        for id in ("ready", "idle"):
            await manager.cull_kernel_if_idle(id)

    monkeypatch.setattr(AsyncMappingKernelManager, "cull_kernel_if_idle", cull)
    asyncio.run(look())
    assert culled == ["idle"]
