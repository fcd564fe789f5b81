//! [`Tls`]: HTTPS as the features have it.
//!
//! rustls is taken where there is cryptography for it: what the program has installed for the process,
//! else ring, else AWS-LC, as far as they are built in. Without any, it is the platform's TLS.

use std::io;

use super::connector::Wire;
use crate::{Error, ErrorKind, Result};

/// Turns a connection into a secured one.
#[derive(Clone)]
pub(super) enum Tls {
    /// Plain HTTP alone.
    None,
    #[cfg(feature = "rustls-no-provider")]
    Rustls(tokio_rustls::TlsConnector),
    #[cfg(feature = "native-tls")]
    Native(tokio_native_tls::TlsConnector),
}

impl Tls {
    /// With the platform's root certificates; for rustls, where the platform has none, those of
    /// Mozilla's list.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if this build has no TLS, or it can't be set up.
    pub(super) fn new() -> Result<Self> {
        #[cfg(feature = "rustls-no-provider")]
        if let Some(provider) = rustls::provider() {
            return rustls::connector(&provider).map(Self::Rustls).map_err(|error| cannot(&error));
        }
        #[cfg(feature = "native-tls")]
        return match tokio_native_tls::native_tls::TlsConnector::new() {
            Ok(connector) => Ok(Self::Native(connector.into())),
            Err(error) => Err(cannot(&error)),
        };
        #[cfg(not(feature = "native-tls"))]
        Err(Error::new(ErrorKind::Config, LACKS))
    }

    /// # Errors
    ///
    /// The handshake's, such as a certificate that is not the host's.
    #[cfg_attr(
        not(any(feature = "rustls-no-provider", feature = "native-tls")),
        expect(clippy::unused_async, reason = "there is no handshake to wait for")
    )]
    pub(super) async fn wrap(&self, host: &str, wire: Box<dyn Wire>) -> io::Result<Box<dyn Wire>> {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        match self {
            Self::None => {
                let _ = (host, wire);
                Err(io::Error::other("this transport was made for plain HTTP"))
            }
            #[cfg(feature = "rustls-no-provider")]
            Self::Rustls(connector) => {
                let name = tokio_rustls::rustls::pki_types::ServerName::try_from(host.to_owned());
                Ok(Box::new(connector.connect(name.map_err(io::Error::other)?, wire).await?))
            }
            #[cfg(feature = "native-tls")]
            Self::Native(connector) => {
                Ok(Box::new(connector.connect(host, wire).await.map_err(io::Error::other)?))
            }
        }
    }
}

#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
const LACKS: &str = "HTTPS can't be set up: no cryptography is installed for rustls; install one \
    (CryptoProvider::install_default), or turn on rustls-ring or rustls-aws-lc";
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
const LACKS: &str = "HTTPS can't be set up: this build has no TLS; turn on one of the features rustls-ring, \
    rustls-aws-lc, rustls-no-provider and native-tls, or give a transport";

#[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
fn cannot(error: &(dyn std::error::Error + 'static)) -> Error {
    Error::new(ErrorKind::Config, format!("HTTPS can't be set up ({})", super::innermost(error)))
}

#[cfg(feature = "rustls-no-provider")]
mod rustls {
    use std::sync::Arc;

    use rustls::crypto::CryptoProvider;
    use rustls::{ClientConfig, Error, RootCertStore};
    use rustls_platform_verifier::BuilderVerifierExt;
    use tokio_rustls::TlsConnector;

    /// What the program has chosen for the process, else what is built in; none is installed.
    pub(super) fn provider() -> Option<Arc<CryptoProvider>> {
        CryptoProvider::get_default().cloned().or_else(built_in)
    }

    #[cfg(feature = "rustls-ring")]
    fn built_in() -> Option<Arc<CryptoProvider>> {
        Some(Arc::new(rustls::crypto::ring::default_provider()))
    }

    #[cfg(all(feature = "rustls-aws-lc", not(feature = "rustls-ring")))]
    fn built_in() -> Option<Arc<CryptoProvider>> {
        Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
    }

    #[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc")))]
    fn built_in() -> Option<Arc<CryptoProvider>> {
        None
    }

    pub(super) fn connector(provider: &Arc<CryptoProvider>) -> Result<TlsConnector, Error> {
        let versions =
            || ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions();
        let verified = match versions()?.with_platform_verifier() {
            Ok(verified) => verified,
            Err(_) => versions()?.with_root_certificates(bundled()),
        };
        let mut config = verified.with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsConnector::from(Arc::new(config)))
    }

    /// Mozilla's roots, for containers that have none of their own.
    fn bundled() -> RootCertStore {
        webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()
    }
}
