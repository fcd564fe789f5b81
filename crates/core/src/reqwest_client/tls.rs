//! TLS of the built-in client, selected by Cargo features.
//!
//! rustls is used if it has a cryptography provider: the one that the program installed for the process, else
//! ring, else AWS-LC, if the feature of each is on. Otherwise the platform's TLS is used. This module never
//! installs a provider for the process, because that choice belongs to the program.

use bytes::Bytes;
use reqwest::ClientBuilder;

use crate::client_cache::ConnectionKind;
use crate::{Error, ErrorKind, Result, message};

/// Sets TLS for this kind of connection. `roots` are PEM texts with additional root certificates. Plain HTTP
/// gets a configuration without root certificates, because loading them takes time.
///
/// # Errors
///
/// [`ErrorKind::Config`] if this build has no TLS and the connection needs it, or TLS can't be set up.
pub(super) fn configure(
    builder: ClientBuilder,
    kind: ConnectionKind,
    roots: &[Bytes],
) -> Result<ClientBuilder> {
    #[cfg(feature = "rustls-no-provider")]
    if let Some(provider) = rustls::provider() {
        let config = match kind {
            ConnectionKind::Plain => rustls::config_without_roots(provider),
            ConnectionKind::Loopback | ConnectionKind::Remote => rustls::config(&provider, roots),
        };
        return config
            .map(|config| builder.tls_backend_preconfigured(config))
            .map_err(|cause| failed(&cause));
    }
    #[cfg(feature = "native-tls")]
    return native(builder, kind, roots);
    #[cfg(not(feature = "native-tls"))]
    without_tls(builder, kind, roots)
}

#[cfg(feature = "native-tls")]
fn native(builder: ClientBuilder, kind: ConnectionKind, roots: &[Bytes]) -> Result<ClientBuilder> {
    let builder = builder.tls_backend_native();
    if kind == ConnectionKind::Plain {
        return Ok(builder.tls_certs_only([]));
    }
    let mut certificates = Vec::new();
    for pem in roots {
        let parsed = reqwest::Certificate::from_pem(pem);
        certificates.push(parsed.map_err(|_| failed(&"a root certificate is not in PEM format"))?);
    }
    Ok(builder.tls_certs_merge(certificates))
}

/// A build without TLS serves plain HTTP; with rustls alone and no provider, `reqwest` can't build any
/// client.
#[cfg(not(feature = "native-tls"))]
fn without_tls(builder: ClientBuilder, kind: ConnectionKind, _roots: &[Bytes]) -> Result<ClientBuilder> {
    if cfg!(feature = "rustls-no-provider") || kind != ConnectionKind::Plain {
        return Err(Error::new(ErrorKind::Config, missing()));
    }
    Ok(builder)
}

#[cfg(all(feature = "rustls-no-provider", not(feature = "native-tls")))]
fn missing() -> crate::Message {
    message!(
        "no-tls-provider",
        "HTTPS can't be set up: no cryptography is installed for rustls; install one \
         (CryptoProvider::install_default), or turn on rustls-ring or rustls-aws-lc"
    )
}
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
fn missing() -> crate::Message {
    message!(
        "no-tls",
        "HTTPS can't be set up: this build has no TLS; turn on one of the features rustls-ring, \
         rustls-aws-lc, rustls-no-provider and native-tls, or set an HTTP client of your own"
    )
}

#[cfg(any(feature = "rustls-no-provider", feature = "native-tls"))]
fn failed(cause: &dyn std::fmt::Display) -> Error {
    let cause = cause.to_string();
    Error::new(ErrorKind::Config, message!("tls-not-set-up", "HTTPS can't be set up ({cause})", cause))
}

#[cfg(feature = "rustls-no-provider")]
mod rustls {
    use std::sync::Arc;

    use bytes::Bytes;
    use rustls::client::WebPkiServerVerifier;
    use rustls::client::danger::ServerCertVerifier;
    use rustls::crypto::CryptoProvider;
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;
    use rustls::{ClientConfig, Error, RootCertStore};
    use rustls_platform_verifier::Verifier;

    /// Returns the cryptography provider that the program installed for the process, else the compiled-in
    /// one.
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

    /// Returns a configuration that trusts no server, for clients of plain HTTP.
    pub(super) fn config_without_roots(provider: Arc<CryptoProvider>) -> Result<ClientConfig, Error> {
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        Ok(versions.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
    }

    /// Returns a configuration that trusts these root certificates and those of the platform, or of
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR`. Mozilla's list replaces an empty platform store. HTTP/1.1 is the
    /// only protocol offered.
    pub(super) fn config(provider: &Arc<CryptoProvider>, roots: &[Bytes]) -> Result<ClientConfig, Error> {
        let versions =
            ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        let verified = versions.dangerous().with_custom_certificate_verifier(verifier(provider, roots)?);
        let mut config = verified.with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    /// Returns the verifier of server certificates.
    fn verifier(
        provider: &Arc<CryptoProvider>,
        roots: &[Bytes],
    ) -> Result<Arc<dyn ServerCertVerifier>, Error> {
        let Ok(platform) = Verifier::new(provider.clone()) else { return bundled_verifier(provider, roots) };
        if roots.is_empty() {
            return Ok(Arc::new(platform));
        }
        with_extra_roots(provider, roots)
    }

    #[cfg(any(all(unix, not(target_os = "android")), windows))]
    fn with_extra_roots(
        provider: &Arc<CryptoProvider>,
        roots: &[Bytes],
    ) -> Result<Arc<dyn ServerCertVerifier>, Error> {
        Ok(Arc::new(Verifier::new_with_extra_roots(parse(roots)?, provider.clone())?))
    }

    #[cfg(not(any(all(unix, not(target_os = "android")), windows)))]
    fn with_extra_roots(
        _provider: &Arc<CryptoProvider>,
        _roots: &[Bytes],
    ) -> Result<Arc<dyn ServerCertVerifier>, Error> {
        Err(Error::General("root certificates can't be added on this platform".to_owned()))
    }

    /// Returns a verifier with Mozilla's list, for containers without root certificates.
    fn bundled_verifier(
        provider: &Arc<CryptoProvider>,
        roots: &[Bytes],
    ) -> Result<Arc<dyn ServerCertVerifier>, Error> {
        let mut store: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        for certificate in parse(roots)? {
            store.add(certificate)?;
        }
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider.clone()).build();
        Ok(verifier.map_err(|error| Error::General(error.to_string()))?)
    }

    /// Parses PEM texts. A text without any certificate is an error.
    fn parse(roots: &[Bytes]) -> Result<Vec<CertificateDer<'static>>, Error> {
        let mut certificates = Vec::new();
        for pem in roots {
            let before = certificates.len();
            for certificate in CertificateDer::pem_slice_iter(pem) {
                certificates.push(certificate.map_err(|_| not_pem())?);
            }
            if certificates.len() == before {
                return Err(not_pem());
            }
        }
        Ok(certificates)
    }

    fn not_pem() -> Error {
        Error::General("a root certificate is not in PEM format".to_owned())
    }
}
