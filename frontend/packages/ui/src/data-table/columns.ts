export interface Column<Key extends string = string> {
  key: Key
  label: string
  /** A CSS grid track: `minmax(12rem, 2fr)`, `8rem`. */
  width: string
  sortable?: boolean
  align?: 'end'
}

export interface Sort<Key extends string = string> {
  key: Key
  descending: boolean
}
