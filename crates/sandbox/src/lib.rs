//! Five Chinese clouds on loopback: verifies every signature, keeps state, speaks the vendors' own protocols
