import { useEffect, useState } from 'react'

/** A QR code, drawn on this device: the address in it never leaves for a drawing service. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [svg, setSvg] = useState('')
  useEffect(() => {
    let gone = false
    void import('qrcode').then(async ({ default: qrcode }) => {
      const drawn = await qrcode.toString(text, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
      if (!gone) setSvg(drawn)
    })
    return () => {
      gone = true
    }
  }, [text])
  return <span className="qr" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />
}
