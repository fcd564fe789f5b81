//! The clouds, for tests.

use tingji::Cloud;

pub(crate) const UCLOUD: Cloud = Cloud::new(&tingji::ucloud::PROVIDER);
pub(crate) const COMPSHARE: Cloud = Cloud::new(&tingji::compshare::PROVIDER);
pub(crate) const BCE: Cloud = Cloud::new(&tingji::bce::PROVIDER);
pub(crate) const VOLCENGINE: Cloud = Cloud::new(&tingji::volcengine::PROVIDER);
pub(crate) const HUAWEICLOUD: Cloud = Cloud::new(&tingji::huaweicloud::PROVIDER);
