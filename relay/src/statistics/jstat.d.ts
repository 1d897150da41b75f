/** The part of jstat 1.9 that special-functions.ts uses; the package brings no types. */
declare module 'jstat' {
  interface JStat {
    normal: { inv(p: number, mean: number, deviation: number): number }
    beta: { inv(p: number, a: number, b: number): number }
  }
  const jStat: JStat
  export default jStat
}
