/**
 * History of the wire protocol, newest last. A station and a centre of different versions refuse each other with a
 * typed error that says which side to update.
 * 1 (2026-11): enrol, snapshot, changes, push.
 * 2 (2026-11): waves, put back and take-over; tasks that are done; relabelled parcels; leased numbers and unnumbered waybills;
 *   the office's changes of orders.
 */
export const protocolVersion = 2

/** Versions that this centre still answers. */
export const supportedProtocolVersions: readonly number[] = [2]

/** Request header in which a station says what it speaks. */
export const protocolHeader = 'x-holdfast-protocol'
