import { useEffect, useEffectEvent } from 'react'

/** Does something at a key, wherever the focus is, as long as the component is shown. Pressed with Alt it is another key. */
export function useKey(key: string, act: () => void): void {
  const onPress = useEffectEvent(act)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== key || event.altKey) return
      event.preventDefault()
      onPress()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [key])
}
