import { createStore } from 'zustand/vanilla'
import type { Observable } from './observable.ts'

/** What only a screen knows of what comes next: which of its parts is open, and how the devices that it looks at are. */
export const screenPrompts = [
  'shift-test',
  'shift-ready',
  'workshop',
  'printers',
  'printer-out',
  'scanner-out',
  'scanner-learnt',
  'queue-done',
] as const
export type ScreenPrompt = (typeof screenPrompts)[number]

/** Where the open screen says what comes next there; null = it has nothing to add to the state of the station. */
export interface PromptBoard extends Observable<ScreenPrompt | null> {
  write(prompt: ScreenPrompt | null): void
}

/** Makes an empty board. */
export function createPromptBoard(): PromptBoard {
  const store = createStore<{ readonly prompt: ScreenPrompt | null }>(() => ({ prompt: null }))
  return {
    read: () => store.getState().prompt,
    subscribe: (listener) => store.subscribe(listener),
    write: (prompt) => store.setState({ prompt }),
  }
}
