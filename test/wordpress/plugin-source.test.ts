import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'

const PLUGIN = `${ROOT}wordpress-plugin/`

/** Lines of the plugin's PHP that hold something, as file:line. */
function linesWith(pattern: RegExp): string[] {
  return globSync(['*.php', 'includes/**/*.php'], { cwd: PLUGIN }).flatMap((file) =>
    readFileSync(PLUGIN + file, 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}`] : [])),
  )
}

describe('the plugin’s PHP', () => {
  it('has files to look at', () => {
    expect(linesWith(/<\?php/).length).toBeGreaterThan(10)
  })

  it.each([
    ['T50: takes no uploads', /\$_FILES|wp_handle_upload|move_uploaded_file|media_handle/],
    [
      'T57: hands nothing of a request to an interpreter',
      /\bdo_shortcode\s*\(|\beval\s*\(|\bcreate_function\b|\bassert\s*\(|\bextract\s*\(/,
    ],
    ['T59: exports no tables', /fputcsv|text\/csv/],
    ['reads no object out of a text', /\bunserialize\s*\(/],
    ['starts no session and sets no cookie', /session_start|setcookie/],
  ])('%s', (_name, pattern) => {
    expect(linesWith(pattern)).toEqual([])
  })

  it('T13: sends no SQL of its own, but to find transients by name, prepared', () => {
    const queries = linesWith(/\$wpdb->(?!prepare|options|esc_like)|mysqli|new PDO/)
    expect(queries).toEqual(linesWith(/\$wpdb->query\( \$wpdb->prepare\( "/))
    expect(queries.map((place) => place.split(':')[0])).toEqual(['uninstall.php'])
  })

  it('T55: lets nobody in at a REST route for a nonce alone', () => {
    const doors = linesWith(/'permission_callback'/)
    const guarded = linesWith(
      /'permission_callback'\s*=>\s*'(loods_may_\w+|loods_is_from_relay|is_user_logged_in)'/,
    )
    const open = linesWith(/'permission_callback'\s*=>\s*'__return_true'/)
    expect([...guarded, ...open].sort()).toEqual(doors.sort())
    // An open door says why, on the line before.
    for (const place of open) {
      const [file = '', line = ''] = place.split(':')
      const lines = readFileSync(PLUGIN + file, 'utf8').split('\n')
      expect(lines[Number(line) - 2], place).toMatch(/\/\/ Public: /)
    }
  })
})
