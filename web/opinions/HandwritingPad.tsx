import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import './opinions.css'

const width = 640
const height = 240

/** A line to write one's name on, with a finger or a pen; the strokes leave as a small PNG. */
export function HandwritingPad({ name, onWritten }: { name: string; onWritten: (png: string | null) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  const [written, setWritten] = useState(false)

  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (!pen) return
    pen.lineWidth = 5
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    pen.strokeStyle = '#1E1B17'
  }, [])

  function at(event: PointerEvent<HTMLCanvasElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height }
  }

  function begin(event: PointerEvent<HTMLCanvasElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    last.current = at(event)
  }

  function draw(event: PointerEvent<HTMLCanvasElement>) {
    const pen = canvas.current?.getContext('2d')
    const from = last.current
    if (!pen || !from) return
    const to = at(event)
    pen.beginPath()
    pen.moveTo(from.x, from.y)
    pen.lineTo(to.x, to.y)
    pen.stroke()
    last.current = to
  }

  function lift() {
    if (!last.current || !canvas.current) return
    last.current = null
    setWritten(true)
    onWritten(canvas.current.toDataURL('image/png'))
  }

  function clear() {
    canvas.current?.getContext('2d')?.clearRect(0, 0, width, height)
    setWritten(false)
    onWritten(null)
  }

  return (
    <div className="pad">
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={written ? `${name}的手写签名，已写` : `请${name}在这里写名字`}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={lift}
        onPointerCancel={lift}
      />
      {written ? (
        <Button kind="bare" onPress={clear}>
          重写
        </Button>
      ) : (
        <span className="quiet small">请在框里写名字</span>
      )}
    </div>
  )
}
