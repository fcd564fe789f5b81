//! [`FaultListener`]: a listener whose connections can be reset or closed in place of a response.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

const OPEN: u8 = 0;
const RESET: u8 = 1;
const CLOSED: u8 = 2;

/// Handle that ends one connection: after a call nothing more is written to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ConnectionKill(Arc<AtomicU8>);

impl ConnectionKill {
    /// Ends the connection with a TCP RST.
    pub(crate) fn reset(&self) {
        self.0.store(RESET, Ordering::Release);
    }

    /// Ends the connection with a TCP FIN.
    pub(crate) fn close(&self) {
        self.0.store(CLOSED, Ordering::Release);
    }
}

impl Connected<IncomingStream<'_, FaultListener>> for ConnectionKill {
    fn connect_info(stream: IncomingStream<'_, FaultListener>) -> Self {
        stream.io().kill.clone()
    }
}

/// TCP listener that accepts [`FaultStream`]s.
#[derive(Debug)]
pub(crate) struct FaultListener(pub(crate) TcpListener);

impl Listener for FaultListener {
    type Io = FaultStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (FaultStream, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // A connection without TCP_NODELAY works too; its responses are only slower.
        let _ = stream.set_nodelay(true);
        (FaultStream { stream, kill: ConnectionKill::default() }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// TCP connection that fails all writes after its [`ConnectionKill`] was used.
#[derive(Debug)]
pub(crate) struct FaultStream {
    stream: TcpStream,
    kill: ConnectionKill,
}

impl FaultStream {
    /// The stream if the connection is still open. The error makes the server drop the connection.
    fn open_stream(self: Pin<&mut Self>) -> io::Result<Pin<&mut TcpStream>> {
        let this = self.get_mut();
        match this.kill.0.load(Ordering::Acquire) {
            OPEN => return Ok(Pin::new(&mut this.stream)),
            RESET => this.stream.set_zero_linger()?,
            _ => {}
        }
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for FaultStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for FaultStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.open_stream()?.poll_write(cx, buf)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.open_stream()?.poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.open_stream()?.poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.open_stream()?.poll_shutdown(cx)
    }
}
