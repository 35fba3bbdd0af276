import type { DragEvent as ReactDragEvent } from 'react'

const type = 'application/x-yishiting-card'

/** Makes a card one can drag into the sheet; the button beside it does the same for a thumb or a keyboard. */
export function draggableCard(cardId: string) {
  return {
    draggable: true,
    onDragStart: (event: ReactDragEvent) => {
      event.dataTransfer.setData(type, cardId)
      event.dataTransfer.effectAllowed = 'copy'
    },
  }
}

/** The card that was dropped, if it was one. */
export function cardDroppedIn(event: DragEvent): string | null {
  return event.dataTransfer?.getData(type) || null
}
