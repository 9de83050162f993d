import { useReasonWords } from '../../words/status'

/** Why a delivery failed: what our own fetcher says in the reader's words, and what the other side says as it is. */
export function useDeliveryReasons() {
  const { reasonText } = useReasonWords()

  function deliveryReason(reason: string): string {
    const [code = ''] = reason.split(': ')
    return reasonText(code) || reason
  }

  return { deliveryReason }
}
