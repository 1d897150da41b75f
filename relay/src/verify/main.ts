import { readConfig } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { createFileStore, filesFolder } from '../files/file-store.ts'
import { verify } from './verify.ts'

/** Checks the record in DATA_DIR (or DATABASE_URL) and says what does not hold. Exit code 1 when anything does not. */
const config = readConfig(process.env)
await using db = openDatabase({ url: config.databaseUrl, dataDir: config.dataDir })
const violations = await verify(db.read, Date.now(), createFileStore(filesFolder(config.dataDir)))
for (const { rule, where } of violations) console.log(`not so: ${rule} (${where})`)
console.log(violations.length === 0 ? 'All invariants hold.' : `${violations.length} violations.`)
process.exitCode = violations.length === 0 ? 0 : 1
