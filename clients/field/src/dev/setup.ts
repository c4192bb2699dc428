// What vitest runs before each file: a database in memory.
import "fake-indexeddb/auto";
