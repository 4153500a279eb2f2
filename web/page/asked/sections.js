// Which sections of a lesson have been on the reader's screen: when all have, it has been read.
import { here, keep } from "./progress.js"

const headings = [...document.querySelectorAll("article h2[id]")]
const seen = new Set(here().seen)
const watch = new IntersectionObserver((entries) => {
  const count = seen.size
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    seen.add(target.id)
    watch.unobserve(target)
  }
  if (seen.size > count) keep({ seen: [...seen], sections: headings.length })
})
for (const heading of headings) watch.observe(heading)
