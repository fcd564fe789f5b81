//! Baidu AI Cloud BCC instances: typed, signed, and stopped for real
