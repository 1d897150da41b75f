import type { ErrorBody, FileInfo } from '@loods/protocol'
import { type Api, ApiError } from './client.ts'

export interface Upload {
  file: Blob
  name: string
  /** Length of a voice note in seconds. */
  seconds?: number
  /** Called with the part that is up, 0 to 1. */
  onProgress(part: number): void
  signal: AbortSignal
}

/**
 * Brings a file to a conversation; it is sent by naming its id in a message. XMLHttpRequest, because
 * fetch cannot tell how far an upload is.
 * @throws ApiError; DOMException AbortError when the signal says stop
 */
export async function uploadFile(api: Api, path: string, upload: Upload): Promise<FileInfo> {
  const { token } = await api.token()
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', api.relayUrl + path)
    call.setRequestHeader('authorization', `Bearer ${token}`)
    call.setRequestHeader('content-type', upload.file.type || 'application/octet-stream')
    call.setRequestHeader('x-file-name', encodeURIComponent(upload.name))
    if (upload.seconds) call.setRequestHeader('x-file-seconds', upload.seconds.toFixed(1))
    call.upload.onprogress = ({ loaded, total }) =>
      upload.onProgress(total > 0 ? loaded / total : 0)
    call.onload = () => (call.status < 300 ? resolve(read(call)) : reject(toError(call)))
    call.onerror = () => reject(new ApiError({ code: 'offline', message: 'The relay is away.' }))
    call.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'))
    upload.signal.addEventListener('abort', () => call.abort())
    call.send(upload.file)
  })
}

function read(call: XMLHttpRequest): FileInfo {
  return JSON.parse(call.responseText) as FileInfo
}

function toError(call: XMLHttpRequest): ApiError {
  try {
    return new ApiError((JSON.parse(call.responseText) as { error: ErrorBody }).error)
  } catch {
    return new ApiError({ code: 'internal', message: `The relay answered ${call.status}.` })
  }
}
