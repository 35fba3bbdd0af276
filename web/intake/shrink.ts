const longestSide = 2048

/**
 * A photo small enough for a village's network, upright, as JPEG; with that its place and device are gone before it
 * leaves the phone. What this browser cannot draw goes as it is, and the server sees to it.
 */
export async function shrink(photo: Blob): Promise<Blob> {
  try {
    const image = await draw(photo)
    const scale = Math.min(1, longestSide / Math.max(image.naturalWidth, image.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
    const brush = canvas.getContext('2d')
    if (!brush) return photo
    brush.fillStyle = '#fff'
    brush.fillRect(0, 0, canvas.width, canvas.height)
    brush.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((done) => canvas.toBlob((small) => done(small ?? photo), 'image/jpeg', 0.85))
  } catch {
    return photo
  }
}

function draw(photo: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(photo)
  const image = new Image()
  return new Promise<HTMLImageElement>((done, failed) => {
    image.addEventListener('load', () => done(image))
    image.addEventListener('error', () => failed(new Error('not a picture this browser can draw')))
    image.src = address
  }).finally(() => URL.revokeObjectURL(address))
}
