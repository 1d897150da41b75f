import { Component, type ComponentType, h } from 'preact'

/** A component that is drawn anew only when one of its props is another one than before. */
export function memo<Props extends object>(View: ComponentType<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return !isSame(this.props, next)
    }

    override render() {
      return h(View, this.props)
    }
  }
}

function isSame<Props extends object>(one: Props, other: Props): boolean {
  const names = Object.keys(one) as (keyof Props)[]
  return (
    names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
  )
}
