import { route } from '#platform/http/route.ts'
import {
  issueQuoteEndpoint,
  listQuotesEndpoint,
  readIssuedPdfEndpoint,
  readQuoteEndpoint,
  readQuotePdfEndpoint,
} from '#promise/quotes/domain/contract.ts'
import { issueQuote } from './issue-quote.ts'
import { listQuotes } from './list-quotes.ts'
import { readQuote } from './read-quote.ts'
import { sendIssuedPdf, sendLatestPdf } from './send-quote-pdf.ts'

export const quoteRoutes = [
  route(readQuoteEndpoint, 'quote.read', readQuote),
  route(issueQuoteEndpoint, 'quote.issue', issueQuote),
  route(readQuotePdfEndpoint, 'quote.read', sendLatestPdf),
  route(readIssuedPdfEndpoint, 'quote.read', sendIssuedPdf),
  route(listQuotesEndpoint, 'quote.read', listQuotes),
]
