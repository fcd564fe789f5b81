//! What must hold for any bytes: one function per target, run by `cargo fuzz`, over the corpus, and over
//! random and spoiled bytes in `cargo test`. Each panics where its property does not hold.

mod asked;
mod replies;
mod signatures;
mod texts;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use replies::{
    Names, names, reply_bce, reply_compshare, reply_huaweicloud, reply_ucloud, reply_volcengine,
    send_with_text,
};
pub use signatures::{signature_bce, signature_huaweicloud, signature_ucloud, signature_volcengine};
pub use texts::{
    endpoint, http_headers, instance_id, journal, lenient, scenario, scrub, stop_target, unix_time,
};

/// A property of any bytes.
pub type Target = fn(&[u8]);

/// All targets by their names, which are also those of the files in `tests/fuzz/fuzz_targets` and of
/// the folders in `tests/fuzz/corpus`.
pub const TARGETS: [(&str, Target); 18] = [
    ("endpoint", endpoint),
    ("http_headers", http_headers),
    ("instance_id", instance_id),
    ("journal", journal),
    ("lenient", lenient),
    ("reply_bce", reply_bce),
    ("reply_compshare", reply_compshare),
    ("reply_huaweicloud", reply_huaweicloud),
    ("reply_ucloud", reply_ucloud),
    ("reply_volcengine", reply_volcengine),
    ("scenario", scenario),
    ("scrub", scrub),
    ("signature_bce", signature_bce),
    ("signature_huaweicloud", signature_huaweicloud),
    ("signature_ucloud", signature_ucloud),
    ("signature_volcengine", signature_volcengine),
    ("stop_target", stop_target),
    ("unix_time", unix_time),
];

/// The folder of the fuzz crate.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The corpus of a target: the names of its files and what is in them, in order.
///
/// # Errors
///
/// If it can't be read.
pub fn corpus(target: &str) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut paths: Vec<_> = fs::read_dir(folder().join("corpus").join(target))?
        .map(|file| file.map(|file| file.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    paths.into_iter().map(|path| Ok((path.display().to_string(), fs::read(&path)?))).collect()
}
