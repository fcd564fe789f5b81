//! [`Connector`]: the way to the other side, by a proxy or not, with TLS or not.

use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_service::Service;

use super::innermost;
use super::tls::Tls;
use crate::BoxFuture;

/// Bytes both ways.
pub(super) trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

impl Connection for Box<dyn Wire> {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

type Stream = TokioIo<Box<dyn Wire>>;

/// Makes connections, each within a time.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    tls: Tls,
    /// From the usual variables; none if there is never one on this way.
    proxies: Option<Arc<Matcher>>,
    limit: Duration,
}

impl Connector {
    pub(super) fn new(tls: Tls, limit: Duration) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self { tcp, tls, proxies: None, limit }
    }

    /// By these proxies, where they are for the target.
    pub(super) fn with_proxies(mut self, proxies: Matcher) -> Self {
        self.proxies = Some(Arc::new(proxies));
        self
    }

    async fn connect(self, target: Uri) -> io::Result<Stream> {
        let proxy = self.proxies.as_ref().and_then(|proxies| proxies.intercept(&target));
        let limit = self.limit;
        let made = async move {
            match proxy {
                None => self.directly(target).await,
                Some(proxy) => self.through(&proxy, target).await,
            }
        };
        let late = || io::Error::new(io::ErrorKind::TimedOut, format!("none was made within {limit:?}"));
        tokio::time::timeout(limit, made).await.map_err(|_| late())?
    }

    async fn directly(mut self, target: Uri) -> io::Result<Stream> {
        // Names are looked up by the system, which is always ready.
        let tcp = self.tcp.call(target.clone()).await.map_err(|error| io::Error::other(innermost(&error)))?;
        self.secured(Box::new(tcp.into_inner()), &target).await
    }

    /// By a tunnel that the proxy makes, so that it sees no more than the host's name.
    async fn through(self, proxy: &Intercept, target: Uri) -> io::Result<Stream> {
        let at = proxy.uri();
        let failed = |why: &str| io::Error::other(format!("the proxy {at}: {why}"));
        if at.scheme() != Some(&Scheme::HTTP) && at.scheme() != Some(&Scheme::HTTPS) {
            return Err(failed("only http:// and https:// proxies can be used"));
        }
        // To the proxy itself there is no other.
        let mut tunnel = Tunnel::new(at.clone(), Self { proxies: None, ..self.clone() });
        if let Some(login) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(login.clone());
        }
        let tunnel = tunnel.call(target.clone()).await.map_err(|error| failed(&innermost(&error)))?;
        self.secured(tunnel.into_inner(), &target).await
    }

    async fn secured(&self, wire: Box<dyn Wire>, target: &Uri) -> io::Result<Stream> {
        let secured = match target.host() {
            Some(host) if target.scheme() == Some(&Scheme::HTTPS) => self.tls.wrap(host, wire).await?,
            _ => wire,
        };
        Ok(TokioIo::new(secured))
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<Stream>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        Box::pin(self.clone().connect(target))
    }
}
