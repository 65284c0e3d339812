"""The kernels behind the pages: bounded in number, let go when nobody has asked for a while."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from traitlets import Integer


class FewKernels(AsyncMappingKernelManager):
    """At most so many kernels; where there is no room the server answers instead of one."""

    most = Integer(8, config=True, help="How many kernels there may be at once.")

    _starting = 0

    async def _async_start_kernel(self, **kwargs: Any) -> str:
        if len(self) + self._starting >= self.most:
            raise HTTPError(503, "all kernels are taken")
        self._starting += 1
        try:
            id: str = await super()._async_start_kernel(**kwargs)
        finally:
            self._starting -= 1
        return id

    start_kernel = _async_start_kernel  # type: ignore[assignment]

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Let an idle kernel go, but not one that stands ready for the next visitor."""
        if kernel_id not in self._standing_ready():
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]

    def _standing_ready(self) -> set[str]:
        pools = getattr(self, "_pools", {})
        return {
            task.result()["kernel_id"]
            for pool in pools.values()
            for task in pool
            if task.done() and not task.cancelled() and task.exception() is None
        }
