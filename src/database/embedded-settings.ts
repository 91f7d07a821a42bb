/**
 * How the embedded Postgres is set up, given anew at every start. Modest in memory, made for bulk loads and many readers.
 * Whoever needs other values has a Postgres of their own and sets DATABASE_URL.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  // Socket paths end at 107 bytes, data folders don't.
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "16MB",
  maintenance_work_mem: "256MB",
  // /dev/shm of a container has 64 MB by default, too little for parallel plans.
  min_dynamic_shared_memory: "64MB",
  min_wal_size: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  // Compiling a plan takes longer than any of our questions.
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] ",
};
