import type { Config } from '../config.ts'
import { deriveKey } from '../crypto/secrets.ts'
import type { Database } from '../db/database.ts'
import type { Writer } from '../db/writer.ts'
import { createFileService, type FileService } from './file.service.ts'
import { createFileLinks } from './file-links.ts'
import { createFileStore, filesFolder } from './file-store.ts'

/** Files in DATA_DIR, opened by addresses signed with a key of their own. */
export function createFiles(deps: {
  db: Database
  writer: Writer
  clock: () => number
  config: Pick<Config, 'dataDir' | 'publicUrl' | 'secretKey'>
}): FileService {
  const { dataDir, publicUrl, secretKey } = deps.config
  return createFileService({
    ...deps,
    store: createFileStore(filesFolder(dataDir)),
    links: createFileLinks({ publicUrl, key: deriveKey(secretKey, 'files'), clock: deps.clock }),
  })
}
