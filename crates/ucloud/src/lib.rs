//! UCloud RPC protocol and UAI-Inference: typed, signed, and stopped for real
