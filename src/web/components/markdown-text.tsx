import Markdown, { type Components } from 'react-markdown'
import remarkBreaks from 'remark-breaks'
import classes from './message-text.module.css'

/**
 * A message written in Markdown. Raw HTML stays text, links say nothing to where they lead,
 * and pictures from elsewhere are named, not loaded: loading one tells its owner who reads.
 */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className={classes.text}>
      <Markdown remarkPlugins={[remarkBreaks]} components={components}>
        {text}
      </Markdown>
    </div>
  )
}

// Headings inside a message are bold lines: the outline of the page is not the writer's.
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  img: ({ alt, src }) => <span>[{alt === undefined || alt === '' ? String(src ?? '') : alt}]</span>,
  h1: ({ children }) => <p className={classes.heading}>{children}</p>,
  h2: ({ children }) => <p className={classes.heading}>{children}</p>,
  h3: ({ children }) => <p className={classes.heading}>{children}</p>,
  h4: ({ children }) => <p className={classes.heading}>{children}</p>,
  h5: ({ children }) => <p className={classes.heading}>{children}</p>,
  h6: ({ children }) => <p className={classes.heading}>{children}</p>,
}
