/** Text holding JSON of T; written and read through `toJson` and `fromJson` only. */
export type JsonText<T> = string & { readonly __json?: T }

/** Milliseconds since 1970, UTC. */
export type Millis = number
/** 0 or 1; SQLite and Postgres share it. */
export type Flag = number
