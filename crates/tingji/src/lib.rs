//! Stop, watch and list AI and GPU machines on five Chinese clouds: one interface, five providers
