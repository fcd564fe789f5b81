// The README example stops a Baidu instance over a socket, so it needs these features.
#![cfg_attr(all(feature = "bce", feature = "client"), doc = include_str!("../README.md"))]
#![cfg_attr(
    not(all(feature = "bce", feature = "client")),
    doc = "Stop, watch and list AI and GPU machines on five Chinese clouds."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod account;
#[cfg(feature = "blocking")]
pub mod blocking;
mod cloud;
mod environment;
mod fleet;
mod journal;
#[cfg(feature = "serde")]
mod json;
pub mod profiles;
pub mod select;
mod target;

pub use account::Account;
pub use cloud::{Cloud, Providers, providers};
pub use environment::Environment;
pub use fleet::Fleet;
pub use fleet::builder::FleetBuilder;
pub use fleet::error::FleetError;
pub use fleet::job::FleetJob;
pub use fleet::lists::Listing;
pub use fleet::preview::Preview;
pub use fleet::progress::ProgressEvent;
pub use fleet::reports::Reports;
pub use fleet::run::Run;
pub use fleet::selected::{ListFailure, SelectError, Selected, SelectedInstance};
pub use fleet::target_report::TargetReport;
pub use journal::{FileJournal, ResumePlan, ResumeStep};
pub use target::Target;

#[cfg(feature = "bce")]
pub use tingji_bce as bce;
#[cfg(feature = "compshare")]
pub use tingji_compshare as compshare;
pub use tingji_core as core;
pub use tingji_core::{Error, ErrorKind, Result};
#[cfg(feature = "huaweicloud")]
pub use tingji_huaweicloud as huaweicloud;
#[cfg(feature = "ucloud")]
pub use tingji_ucloud as ucloud;
#[cfg(feature = "volcengine")]
pub use tingji_volcengine as volcengine;
