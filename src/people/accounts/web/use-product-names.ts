import { useProducts } from './use-products.ts'

/**
 * Says products by their names, one after the other; undefined until the names are known. What is not sold any more
 * stays as its code.
 */
export function useProductNames(): (codes: readonly string[]) => string | undefined {
  const products = useProducts().data
  return (codes) =>
    products &&
    codes.map((code) => products.find((product) => product.code === code)?.name ?? code).join(', ')
}
