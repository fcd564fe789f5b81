//! CompShare GPU instances: typed, signed, and stopped for real
