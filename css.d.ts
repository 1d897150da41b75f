/** Style sheets are imported as minified text; see scripts/bundles.ts. */
declare module '*.css' {
  const text: string
  export default text
}
