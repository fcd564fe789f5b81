//! Volcengine ECS instances: typed, signed, and stopped for real
