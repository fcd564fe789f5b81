//! [`EcsRequest`]: an authenticated request to ECS.

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::scenario::account::SandboxAccount;
use crate::vendors::call::RequestContext;
use crate::vendors::vendor_error::VendorError;

/// An authenticated request to ECS. The other files of this module implement its operations.
pub(super) struct EcsRequest<'c, 's> {
    pub(super) ctx: &'c mut RequestContext<'s>,
    pub(super) account: SandboxAccount,
    /// Region of the signature's scope.
    pub(super) region: String,
    pub(super) params: RequestParams,
}

impl EcsRequest<'_, '_> {
    /// Indices of the instances in the region of the signature. Instances of other regions are invisible.
    pub(super) fn region_instances(&self) -> Vec<usize> {
        let machines = self.ctx.state.machines_of(Cloud::Volcengine);
        let in_region = machines.filter(|(_, machine)| machine.spec.region == self.region);
        in_region.map(|(index, _)| index).collect()
    }

    /// Index of an instance in the region of the signature.
    pub(super) fn find_instance(&self, id: &str) -> Result<usize, VendorError> {
        let found = self.ctx.state.find(Cloud::Volcengine, id);
        let found = found.filter(|&index| self.ctx.state.machines[index].spec.region == self.region);
        found.ok_or_else(|| {
            VendorError::new(404, "InvalidInstance.NotFound", "The specified instance does not exist.")
        })
    }
}
